"""The sentences of one language, a topic loaded when one of its sentences is first looked up.

Catalogue  sentences by key
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module

TOPICS = (
    "board", "cli", "explore", "heat", "home", "lanes", "lesson", "marks", "matrix",
    "misconceptions", "new", "origin", "pictures", "plain", "player", "predicting", "progress",
    "quiz", "quizzing", "record", "records", "round", "screen", "slips", "solve", "stages",
    "stops", "task", "torch", "verify", "watch", "ways",
)
"""The topics there are; each is a module, or a folder of them, in every language."""


class Catalogue(MutableMapping[str, str]):
    """The sentences of the modules in a package; a key begins with its topic: screen.title."""

    def __init__(self, package: str) -> None:
        self.package = package
        self._sentences: dict[str, str] = {}
        self._loaded: set[str] = set()

    def __getitem__(self, key: str) -> str:
        try:
            return self._sentences[key]
        except KeyError:
            self._load(key.partition(".")[0])
        return self._sentences[key]

    def _load(self, topic: str) -> None:
        """Load a topic, once; of a name that is none nothing."""
        if topic in self._loaded or topic not in TOPICS:
            return
        self._loaded.add(topic)
        module = import_module(f"{self.package}.{topic}")
        self._sentences = {**module.SENTENCES, **self._sentences}

    def __setitem__(self, key: str, sentence: str) -> None:
        self._sentences[key] = sentence

    def __delitem__(self, key: str) -> None:
        del self._sentences[key]

    def __iter__(self) -> Iterator[str]:
        for topic in TOPICS:
            self._load(topic)
        return iter(self._sentences)

    def __len__(self) -> int:
        return sum(1 for _ in self)
