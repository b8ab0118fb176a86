"""Carries on with rounds that were planned before some people left and others came."""

from collections.abc import Sequence

import numpy as np

from matcher.arrays import Ints
from matcher.rounds.task import Task


def adapted(task: Task, planned: Sequence[Sequence[Sequence[int]]]) -> Ints:
    """Plan (rounds, tables, places), at most as long as the task, with as few people moved as the tables allow.

    Numbers outside the task are empty seats; hosts get their own tables.
    """
    return np.array([_round(task, tables) for tables in planned[: task.rounds]], dtype=np.int64).reshape(
        -1, task.tables, task.places
    )


def _round(task: Task, tables: Sequence[Sequence[int]]) -> list[list[int]]:
    hosts = task.hosts.tolist()
    guests = set(range(task.people)) - set(hosts)
    rows: list[list[int]] = [[host] for host in hosts] + [[] for _ in range(task.tables - len(hosts))]
    for row, table in zip(rows, tables, strict=False):
        row += [person for person in table if person in guests]
        guests -= set(row)
    for person in sorted(guests):
        min(rows, key=len).append(person)
    # Hosts are first in their rows and stay there: the last ones move.
    while len(max(rows, key=len)) - len(min(rows, key=len)) > 1:
        min(rows, key=len).append(max(rows, key=len).pop())
    return [row + [task.people] * (task.places - len(row)) for row in rows]
