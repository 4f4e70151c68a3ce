"""The Merkle tree of RFC 6962 over the leaves of a log, and the checks of what marks and footers say of it."""

from hashlib import sha256

from structures import LIMITS, Malformed

BLOCK = LIMITS["blockLeaves"]


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """Keeps every leaf hash: 32 bytes a record."""

    def __init__(self) -> None:
        self.leaves: list[bytes] = []
        self.blocks: list[bytes] = []

    @property
    def size(self) -> int:
        return len(self.leaves)

    def append(self, record: bytes) -> None:
        self.leaves.append(sha256(b"\x00" + record).digest())
        if self.size % BLOCK == 0:
            self.blocks.append(self._perfect(self.leaves[-BLOCK:]))

    def frontier(self, size: int) -> list[bytes]:
        """The roots of the perfect subtrees of the first `size` leaves, tallest first."""
        roots, start = [], 0
        for height in reversed(range(size.bit_length())):
            if size >> height & 1:
                count = 1 << height
                below = self.leaves[start:start + count] if count < BLOCK else self.blocks[
                    start // BLOCK:(start + count) // BLOCK]
                roots.append(self._perfect(below))
                start += count
        return roots

    def root(self, size: int) -> bytes:
        roots = self.frontier(size)
        if not roots:
            return sha256(b"").digest()
        hashed = roots.pop()
        while roots:
            hashed = node(roots.pop(), hashed)
        return hashed

    def check(self, mark, sizes: range) -> None:
        """What a mark, or a footer, says of the tree has to be so, and its size has to be one of `sizes`."""
        if mark.size not in sizes:
            raise Malformed(f"hashing progress of {mark.size} records where there can be {sizes[0]} to {sizes[-1]}")
        if mark.frontier != self.frontier(mark.size):
            raise Malformed("a frontier that is not that of the records")
        end = mark.firstBlock + mark.blockCount
        if mark.blockCount > LIMITS["blockRootsMax"] or end != mark.size // BLOCK:
            raise Malformed("an impossible number of block roots")
        if mark.blocks != self.blocks[mark.firstBlock:end]:
            raise Malformed("block roots that are not those of the records")

    @staticmethod
    def _perfect(hashes: list[bytes]) -> bytes:
        while len(hashes) > 1:
            hashes = [node(hashes[at], hashes[at + 1]) for at in range(0, len(hashes), 2)]
        return hashes[0]
