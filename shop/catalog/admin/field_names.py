"""Names of the fields that a product's form sends, where more than the form itself knows them."""

OPTIONS = ("option1", "option2", "option3")
VALUES = tuple(f"{option}_values" for option in OPTIONS)
MAKE_VARIANTS = "make_variants"
MADE_OF = "made_of"
"""For which values the form has rows already."""
NEW_PICTURES = "new_pictures"
UPLOAD_PICTURES = "upload_pictures"
REFUSED_PICTURES = "_refused_pictures"
PREPARING = "_preparing"
"""Is sent along where a form comes back to be looked through, whatever is in it."""
STAGED = "staged-"
"""What a variant's choice of a picture begins with, where that is not saved yet."""
