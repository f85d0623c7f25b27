"""The books as they were: the present, with the latest transactions taken back one by one."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping
from typing import Any

from okrtui.model.ops import Doc, Insert, Op, Remove, Transaction, inverse
from okrtui.model.overlay import Overlay
from okrtui.model.view import View


class Past(Overlay):
    """A view that walks back in time, from `view`. The view itself stays as it is.

    It is as it was where every transaction since was walked back over; where only those that touch
    some documents were, these documents are.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view, ())
        self._view = view
        self._said: dict[str, list[str]] = {}
        self._returned: dict[str, list[Doc]] = {}

    def walk_back(self, transaction: Transaction) -> None:
        """Go to before a transaction."""
        ops = [inverse(op) for op in reversed(transaction.ops)]
        self.lay(ops)
        for op in ops:
            self._keep_count(op)

    def standing(self, key_result: str) -> Mapping[str, Any]:
        """Return value and confidence as they stand: of the last check-in that gave them."""
        found: dict[str, Any] = {}
        for check_in in reversed(self._check_ins(key_result)):
            doc = self.get("check_ins", check_in)
            for field in ("value", "confidence"):
                if doc is not None and field not in found and doc.get(field) is not None:
                    found[field] = doc[field]
            if len(found) == 2:
                break
        return found

    def _check_ins(self, key_result: str) -> list[str]:
        if key_result not in self._said:
            # From the view below, by its index: an overlay looks through all that it holds.
            there = self._view.where("check_ins", "key_result", key_result)
            self._said[key_result] = [
                doc["id"] for doc in there if self.get("check_ins", doc["id"]) is not None
            ]
            for doc in self._returned.get(key_result, ()):
                self._return(doc)
        return self._said[key_result]

    def _keep_count(self, op: Op) -> None:
        if op.table != "check_ins" or not isinstance(op, Insert | Remove):
            return
        key_result = op.doc.get("key_result", "")
        if key_result not in self._said:
            if isinstance(op, Insert):
                self._returned.setdefault(key_result, []).append(op.doc)
        elif isinstance(op, Insert):
            self._return(op.doc)
        else:
            self._said[key_result].remove(op.id)

    def _return(self, doc: Doc) -> None:
        """Put a check-in that was removed since back in its place, as far as its time tells."""
        said = self._said[doc["key_result"]]
        if doc["id"] not in said and self.get("check_ins", doc["id"]) is not None:
            insort(said, doc["id"], key=self._at)

    def _at(self, check_in: str) -> str:
        return str((self.get("check_ins", check_in) or {}).get("at", ""))
