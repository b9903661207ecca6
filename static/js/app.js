// What every page does. A shop in service sends it as one file.
import "./dialog.js";
import "./cart.js";
import "./once.js";
import "./queue.js";
import "./stepper.js";
import "./freshness.js";
import "./failure.js";
import "./clearance.js";
import "./retry.js";
import "./place.js";
import "./menu.js";
import "./gallery.js";
import "./filters.js";
import "./listing.js";
import "./combobox.js";
import "./suggest.js";
