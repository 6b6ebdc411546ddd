"""How each kind of item is answered on screen."""
