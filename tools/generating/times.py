"""Times of the day, in seconds since midnight, and when requests come."""

from .draw import Draw

HOUR = 3600
MINUTE = 60

# How many requests come in an hour of the day, relative to the others: offices write in the morning and after lunch,
# families in the evening.
_ARRIVALS = {
    7: 1, 8: 4, 9: 11, 10: 13, 11: 9, 12: 4, 13: 5, 14: 10, 15: 11, 16: 9, 17: 6, 18: 3, 19: 3, 20: 2,
}


def at(hour: int, minute: int = 0) -> int:
    return hour * HOUR + minute * MINUTE


def shown(seconds: int) -> str:
    """As a clock shows it; what comes after midnight still belongs to the day and counts on."""
    return f"{seconds // HOUR:02}:{seconds // MINUTE % 60:02}:{seconds % 60:02}"


def draw_arrivals(draw: Draw, count: int) -> list[int]:
    """When each of `count` requests comes, the earliest first."""
    return sorted(draw.weighted(_ARRIVALS) * HOUR + draw.between(0, HOUR - 1) for _ in range(count))
