// The place of each row of a tree among the rows beside it.

/**
 * @param {{ level: number }[]} rows
 * @returns {{ position: Uint32Array, size: Uint32Array, parent: Int32Array }}
 */
export function placesOf(rows) {
  const position = new Uint32Array(rows.length);
  const size = new Uint32Array(rows.length);
  const parent = new Int32Array(rows.length).fill(-1);

  /** The rows from the outermost level to the present one that have rows below them, with the members of their groups. */
  const groups = [];
  for (let i = 0; i < rows.length; i++) {
    while (groups.length > 0 && groups.at(-1).level > rows[i].level) {
      close(groups.pop());
    }

    if (groups.length === 0 || groups.at(-1).level < rows[i].level) {
      groups.push({ level: rows[i].level, members: [], parent: groups.at(-1)?.members.at(-1) ?? -1 });
    }

    const group = groups.at(-1);
    group.members.push(i);
    position[i] = group.members.length;
    parent[i] = group.parent;
  }

  groups.forEach(close);
  return { position, size, parent };

  function close(group) {
    for (const member of group.members) {
      size[member] = group.members.length;
    }
  }
}
