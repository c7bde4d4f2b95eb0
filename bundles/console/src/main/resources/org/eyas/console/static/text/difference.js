// The difference of two texts by lines.

const CONTEXT = 3;
/** A larger comparison would take too long; the whole middle then counts as replaced. */
const MOST_CELLS = 4_000_000;

/** The steps from one list of lines to the other: [sign, line], with the sign ' ', '-' or '+'. */
export function difference(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) {
    start++;
  }
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) {
    end++;
  }
  return [
    ...before.slice(0, start).map((line) => [' ', line]),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map((line) => [' ', line]),
  ];
}

function middle(before, after) {
  if (before.length * after.length > MOST_CELLS) {
    return [...before.map((line) => ['-', line]), ...after.map((line) => ['+', line])];
  }
  const common = commonLines(before, after);
  const steps = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      steps.push([' ', before[i++]]);
      j++;
    } else if (j === after.length || i < before.length && common[i + 1][j] >= common[i][j + 1]) {
      steps.push(['-', before[i++]]);
    } else {
      steps.push(['+', after[j++]]);
    }
  }
  return steps;
}

// How many lines the rests from i and from j have in common at most.
function commonLines(before, after) {
  const common = Array.from({length: before.length + 1}, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i][j] = before[i] === after[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  return common;
}

/** The changed lines with some around them; null stands for lines that are left out. */
export function shortened(steps) {
  const near = (at) => steps.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(([sign]) => sign !== ' ');
  const shown = [];
  steps.forEach((step, at) => {
    if (near(at)) {
      shown.push(step);
    } else if (shown.at(-1) !== null) {
      shown.push(null);
    }
  });
  return shown;
}
