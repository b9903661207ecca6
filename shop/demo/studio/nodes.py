"""A material's surface as a graph: what varies over it, and where that goes."""

from collections.abc import Sequence
from typing import Any, Final

import bpy

GREY: Final = {"FLOAT": 0, "VECTOR": 1, "RGBA": 2}
"""Where the mix node has its sockets, by what it mixes."""


class Surface:
    """A Principled surface; methods that add a node return the socket that gives its value."""

    def __init__(self, name: str, **inputs: Any) -> None:
        """Make a new material. An input is named as in Blender, with underscores for blanks."""
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.shader = self.tree.nodes["Principled BSDF"]
        self.normal: Any = None
        self._coordinates: dict[str, Any] = {}
        self.set(**inputs)

    def set(self, **inputs: Any) -> None:
        for name, value in inputs.items():
            self.join(value, self.shader.inputs[name.replace("_", " ")])

    def join(self, value: Any, socket: Any) -> None:
        """Link a socket to an input, or write a value into it."""
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, socket)
        elif isinstance(value, tuple) and socket.type == "RGBA":
            socket.default_value = (*value[:3], 1)
        else:
            socket.default_value = value

    def node(self, kind: str, **inputs: Any) -> Any:
        made = self.tree.nodes.new(f"ShaderNode{kind}")
        for name, value in inputs.items():
            self.join(value, made.inputs[name.replace("_", " ")])
        return made

    def place(self, coordinates: str = "Object", *, stretch: Sequence[float] = (1, 1, 1), seed: float = 0) -> Any:
        """Return coordinates: the thing's own, or along its threads ("UV"); a seed moves them elsewhere."""
        if coordinates not in self._coordinates:
            self._coordinates[coordinates] = self.node("TexCoord").outputs[coordinates]
        mapping = self.node("Mapping", Vector=self._coordinates[coordinates], Scale=tuple(stretch))
        mapping.inputs["Location"].default_value = (seed * 3.1, seed * 1.7, seed * 2.3)
        return mapping.outputs["Vector"]

    def height(self) -> Any:
        """Return the height above the thing's own foot."""
        return self.node("SeparateXYZ", Vector=self.place()).outputs["Z"]

    def noise(self, scale: float, *, at: Any = None, detail: float = 4, distortion: float = 0) -> Any:
        made = self.node("TexNoise", Vector=at or self.place(), Scale=scale, Detail=detail, Distortion=distortion)
        return made.outputs["Fac"]

    def cells(self, scale: float, *, at: Any = None) -> Any:
        """Return the distance to the nearest of scattered points."""
        return self.node("TexVoronoi", Vector=at or self.place(), Scale=scale).outputs["Distance"]

    def waves(self, scale: float, *, at: Any, kind: str = "BANDS", axis: str = "X", distortion: float = 0) -> Any:
        made = self.node("TexWave", Vector=at, Scale=scale, Distortion=distortion, Detail=2)
        made.wave_type = kind
        setattr(made, "bands_direction" if kind == "BANDS" else "rings_direction", axis)
        return made.outputs["Fac"]

    def number(self, operation: str, *values: Any) -> Any:
        made = self.node("Math")
        made.operation = operation
        for socket, value in zip(made.inputs, values, strict=False):
            self.join(value, socket)
        return made.outputs[0]

    def between(self, value: Any, low: float, high: float, start: float = 0, end: float = 1) -> Any:
        """Return a value that goes smoothly from start to end while the given one goes from low to high."""
        made = self.node("MapRange", Value=value, From_Min=low, From_Max=high, To_Min=start, To_Max=end)
        made.interpolation_type = "SMOOTHSTEP"
        return made.outputs[0]

    def mix(self, share: Any, first: Any, second: Any, *, kind: str = "RGBA", blend: str = "MIX") -> Any:
        made = self.tree.nodes.new("ShaderNodeMix")
        made.data_type, made.clamp_factor = kind, True
        if kind == "RGBA":
            made.blend_type = blend
        sockets = [socket for socket in made.inputs if socket.type == {"RGBA": "RGBA", "FLOAT": "VALUE"}[kind]]
        a, b = (sockets if kind == "RGBA" else sockets[-2:])[:2]
        self.join(share, made.inputs[0])
        self.join(first, a)
        self.join(second, b)
        return made.outputs[GREY[kind]]

    def bump(self, height: Any, strength: float, distance: float = 0.02) -> None:
        """Raise the surface by a value, on top of what has raised it before."""
        made = self.node("Bump", Strength=strength, Distance=distance, Height=height)
        if self.normal is not None:
            self.tree.links.new(self.normal, made.inputs["Normal"])
        self.normal = made.outputs["Normal"]
        self.tree.links.new(self.normal, self.shader.inputs["Normal"])
