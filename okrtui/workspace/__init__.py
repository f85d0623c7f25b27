"""The folder of a team: where it is, what is set in it, and who is at the keyboard."""

from okrtui.workspace.folder import SETTINGS_FILE, Workspace, at, find

__all__ = ["SETTINGS_FILE", "Workspace", "at", "find"]
