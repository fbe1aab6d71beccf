"""The Chinese catalogue: a file a topic, named in convtutor.words.topics."""

from convtutor.words.topics import Catalogue

SENTENCES = Catalogue(__name__)
