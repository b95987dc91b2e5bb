package example.wrong.elsewhere;

/** In a package that nobody agreed on. */
class Stray {}
