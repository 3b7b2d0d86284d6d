"""Claims for brat, and back: a folder with a .txt and a .ann file a document, and the set-up of the collection.

Labels with closed vocabularies are attributes; value and unit stand in the note of a figure as ``value | unit`` and
are corrected there. brat annotates no line breaks: a phrase that runs over one is cut there into fragments.

Input: Source*; such a folder, corrected. Output: files; Corrected*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.model import Span
from extractor.tables.corrected import Corrected, ExchangeError, figure_of, json_lines, plain_figure
from extractor.tables.figures import LABELS, LINKS, Figure, Role, figure
from extractor.tables.jsontext import dumps
from extractor.tables.safety import writable
from extractor.tables.sources import ExportError, Source, text_of

INDEX = "documents.jsonl"
_UNSAFE = re.compile(r"[^\w\-]+")
_CHOICES = {name: allowed for name, allowed in LABELS.items() if allowed}
_RELATIONS = (*(role.value for role in Role if role is not Role.FIGURE), *LINKS)
_LINE = re.compile(r"[^\n\r]+")


def write_brat(sources: Iterable[Source], folder: Path) -> None:
    """Write the collection into a folder that holds none yet.

    Raises:
        ExportError: the folder holds a collection: somebody's corrections may be in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.glob("*.ann")):
        msg = f"{folder}: there are annotations here already; choose another folder or empty this one"
        raise ExportError(msg)
    _write(folder / "annotation.conf", _annotation_conf())
    _write(folder / "visual.conf", _VISUAL)
    index = []
    for number, source in enumerate(sources, 1):
        name = f"{number:06d}-{_UNSAFE.sub('-', source.document.id)[:60].strip('-') or 'document'}"
        text = writable(text_of(source, "brat"))
        # brat cannot show a span of line breaks alone, and no figure is one.
        figures = [item for item in map(figure, source.claims) if _LINE.search(text, *item.span)]
        _write(folder / f"{name}.txt", text)
        _write(folder / f"{name}.ann", "".join(f"{line}\n" for line in _lines(figures, text)))
        kept = [plain_figure(item) for item in figures]
        index.append(dumps({"file": name, "document": source.document.id, "figures": kept}) + "\n")
    _write(folder / INDEX, "".join(index))


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)


def _lines(figures: list[Figure], text: str) -> Iterator[str]:
    names = {item.key: f"T{number}" for number, item in enumerate(figures, 1)}
    attribute = relation = 0
    parts: dict[tuple[Role, Span], str] = {}
    for number, item in enumerate(figures, 1):
        name = names[item.key]
        yield _bound(name, Role.FIGURE, item.span, text)
        yield f"#{number}\tAnnotatorNotes {name}\t{item.labels['value']} | {_flat(item.labels['unit'])} | {item.key}"
        for label in (label for label in _CHOICES if label in item.labels):
            attribute += 1
            yield f"A{attribute}\t{label} {name} {item.labels[label]}"
    for item in figures:
        ends = [(key, names[other]) for key, other in item.links.items() if other in names]
        for role, span in item.phrases:
            if (role, span) not in parts and _LINE.search(text, *span):
                parts[role, span] = f"T{len(figures) + len(parts) + 1}"
                yield _bound(parts[role, span], role, span, text)
            if (role, span) in parts:
                ends.append((role.value, parts[role, span]))
        for key, end in ends:
            relation += 1
            yield f"R{relation}\t{key} Arg1:{names[item.key]} Arg2:{end}"


def _bound(name: str, role: Role, span: Span, text: str) -> str:
    found = list(_LINE.finditer(text, span.start, span.end))
    where = ";".join(f"{piece.start()} {piece.end()}" for piece in found)
    return f"{name}\t{role.value} {where}\t{_flat(' '.join(piece[0] for piece in found))}"


def _flat(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")


def _annotation_conf() -> str:
    lines = ["[entities]", *Role, "", "[relations]"]
    lines += [f"{name}\tArg1:{Role.FIGURE}, Arg2:{Role.FIGURE if name in LINKS else name}" for name in _RELATIONS]
    lines += ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
    lines += [f"{name}\tArg:{Role.FIGURE}, Value:{'|'.join(allowed)}" for name, allowed in _CHOICES.items()]
    return "\n".join([*lines, ""])


_VISUAL = """\
[labels]

[drawing]
SPAN_DEFAULT\tfgColor:black, bgColor:lightgray, borderColor:darken
ARC_DEFAULT\tcolor:black, arrowHead:triangle-5
figure\tbgColor:#f2b705
status_cue\tbgColor:#e59aa4
subject\tbgColor:#94d3cb
speaker\tbgColor:#b3b4ea
speaker_role\tbgColor:#cfc7f8
time\tbgColor:#f0bc8f
place\tbgColor:#9dc4e6
"""


def read_brat(folder: Path) -> Iterator[Corrected]:
    """Read a collection that ``write_brat`` wrote and people corrected.

    Raises:
        ExchangeError: a file is missing or a line cannot be read.
    """
    known = {}
    if (folder / INDEX).is_file():
        known = {line["file"]: (place, line) for place, line in json_lines(folder / INDEX)}
    for path in sorted(folder.glob("*.ann")):
        beside = path.with_suffix(".txt")
        if not beside.is_file():
            msg = f"{path.name}: its text {beside.name} is missing"
            raise ExchangeError(msg)
        with beside.open(encoding="utf-8", newline="") as file:
            text = file.read()
        place, line = known.get(path.stem, (INDEX, {}))
        try:
            before = tuple(map(figure_of, line.get("figures") or ()))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            msg = f"{place}: not a line of an exported collection ({error!r})"
            raise ExchangeError(msg) from None
        yield Corrected(str(line.get("document", path.stem)), text, _figures(path, text), before, path.name)


def _figures(path: Path, text: str) -> tuple[Figure, ...]:
    found = _Annotations(len(text))
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            try:
                found.read(line.rstrip("\r\n"))
            except (ValueError, IndexError) as error:
                msg = f"{path.name}:{number}: not a line that brat writes ({error})"
                raise ExchangeError(msg) from None
    return found.figures()


class _Annotations:
    """The lines of one .ann file, by the names that brat gives."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._bound: dict[str, tuple[Role, Span]] = {}
        self._labels: dict[str, dict[str, str]] = {}
        self._keys: dict[str, str] = {}
        self._relations: list[tuple[str, str, str]] = []

    def read(self, line: str) -> None:
        """Take in a line; kinds of lines that we never write are passed over."""
        if not line.strip():
            return
        name, _, rest = line.partition("\t")
        if name[0] == "T":
            self._read_bound(name, rest.partition("\t")[0])
        elif name[0] in "AM":
            label, target, value = rest.split(" ", 2)
            self._labels.setdefault(target, {})[label] = value
        elif name[0] == "#":
            about, _, note = rest.partition("\t")
            self._read_note(about.split(" ")[1], note)
        elif name[0] == "R":
            label, one, other = rest.split()[:3]
            self._relations.append((label, one.partition(":")[2], other.partition(":")[2]))

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures with what belongs to them."""
        own = {name: span for name, (role, span) in self._bound.items() if role is Role.FIGURE}
        phrases: dict[str, list[tuple[Role, Span]]] = {name: [] for name in own}
        links: dict[str, dict[str, str]] = {name: {} for name in own}
        for label, one, other in self._relations:
            if one in own and label in LINKS and other in own:
                links[one][label] = self._keys.get(other, other)
            elif one in own and label not in LINKS and other in self._bound:
                phrases[one].append((Role(label), self._bound[other][1]))
        return tuple(
            Figure(self._keys.get(name, name), span, self._labels.get(name, {}), tuple(phrases[name]), links[name])
            for name, span in own.items()
        )

    def _read_bound(self, name: str, about: str) -> None:
        role, _, where = about.partition(" ")
        ends = [int(end) for piece in where.split(";") for end in piece.split()]
        if not 0 <= min(ends) < max(ends) <= self._length:
            msg = f"offsets {where} do not fit the text"
            raise ValueError(msg)
        self._bound[name] = Role(role), Span(min(ends), max(ends))

    def _read_note(self, target: str, note: str) -> None:
        value, *unit = [part.strip() for part in note.split("|")]
        if len(unit) > 1:
            self._keys[target] = unit.pop()
        self._labels.setdefault(target, {}).update({"value": value, "unit": "|".join(unit)})
