"""okrtui: run a team's weekly OKR review in the terminal."""

__version__ = "0.1.0"
