"""Swift source without what only people read: comments and literals become blanks of the same shape."""

import re

# In code, what opens something that is not code, and the parentheses that end an interpolation.
_IN_CODE = re.compile(r'//[^\n]*|/\*|#*"""|#*"|[()]')
_IN_COMMENT = re.compile(r"/\*|\*/")


def blanked(source: str) -> str:
    """`source` with every character of comments and string literals, but newlines, made a space.

    The code in interpolations stays. Regex literals are taken for code.
    """
    kept: list[str] = []
    position = _code(source, 0, kept, in_interpolation=False)
    assert position == len(source)
    return "".join(kept)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _code(source: str, position: int, kept: list[str], in_interpolation: bool) -> int:
    """Copies code from `position` to the end, or to the parenthesis that closes an interpolation."""
    depth = 0
    while token := _IN_CODE.search(source, position):
        kept.append(source[position : token.start()])
        position = token.end()
        text = token.group()
        if text in "()":
            kept.append(text)
            depth += 1 if text == "(" else -1
            if in_interpolation and depth < 0:
                return position
        elif text == "/*":
            position = _comment(source, token.start(), kept)
        elif text.startswith("//"):
            kept.append(_blank(text))
        else:
            kept.append(_blank(text))
            position = _string(source, position, kept, quotes=text.lstrip("#"), hashes=text.rstrip('"'))
    kept.append(source[position:])
    return len(source)


def _comment(source: str, start: int, kept: list[str]) -> int:
    """Blanks a block comment; Swift's nest."""
    depth, position = 1, start + 2
    while depth and (token := _IN_COMMENT.search(source, position)):
        depth += 1 if token.group() == "/*" else -1
        position = token.end()
    position = len(source) if depth else position
    kept.append(_blank(source[start:position]))
    return position


def _string(source: str, position: int, kept: list[str], quotes: str, hashes: str) -> int:
    """Blanks a string literal from behind its opening quotes; one without triple quotes ends with its line."""
    ending = r"\n|" if quotes == '"' else ""
    tokens = re.compile(rf"\\{hashes}\(|\\{hashes}[\s\S]|{ending}{quotes}{hashes}")
    while token := tokens.search(source, position):
        kept.append(_blank(source[position : token.end()]))
        position = token.end()
        if token.group() == f"\\{hashes}(":
            position = _code(source, position, kept, in_interpolation=True)
        elif not token.group().startswith("\\"):
            return position
    kept.append(_blank(source[position:]))
    return len(source)
