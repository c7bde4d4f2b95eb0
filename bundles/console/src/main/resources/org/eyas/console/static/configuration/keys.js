// The keys of the configuration file, and where the text has them.

/** The keys that the engine knows. */
export class Keys {
  /** Fetches them; without an answer there are none, and the editor works without completion. */
  static async load() {
    const response = await fetch('/configuration/words', {headers: {'Eyas-Refresh': '1'}}).catch(() => null);
    return new Keys(response && response.ok && !response.redirected ? await response.json() : []);
  }

  constructor(list) {
    this.list = list;
    this.byName = new Map(list.map((key) => [key.name, key]));
  }

  named(name) {
    return this.byName.get(name);
  }

  /** The next parts of the names that begin with a prefix: [part, key, or undefined if only longer names have it]. */
  below(prefix) {
    const parts = new Map();
    for (const key of this.list.filter((each) => each.name.startsWith(prefix))) {
      const part = /^[^.[]*/.exec(key.name.slice(prefix.length))[0];
      if (part && !parts.get(part)) {
        parts.set(part, this.named(prefix + part));
      }
    }
    return [...parts];
  }
}

const LINE = /^( *)(- +)?([\w.-]*)/;

/**
 * The key around a line, ending with a dot, such as "eyas.http_outputs[]."; "" at the top.
 *
 * @param number of the line
 */
export function parent(doc, number) {
  const own = LINE.exec(doc.line(number).text);
  let inElement = own[2] !== undefined;
  let depth = own[1].length + (inElement ? 1 : 0); // a list below its key needs no indentation
  let path = '';
  for (let at = number - 1; at >= 1 && depth > 0; at--) {
    const found = /^( *)(- +)?([\w.-]+):(?:\s|$)/.exec(doc.line(at).text);
    const dash = found ? found[1].length : 0;
    const column = found ? dash + (found[2] || '').length : Infinity;
    if (column < depth) {
      path = found[3] + (inElement ? '[]' : '') + '.' + path;
      inElement = found[2] !== undefined;
      depth = inElement ? dash + 1 : column;
    } else if (found && found[2] !== undefined && column === depth && !inElement) {
      inElement = true; // the first line of the element that this line belongs to
      depth = dash + 1;
    }
  }
  return path;
}

/** The key that a line begins with: its name from the top, and its place in the line; null if it has none. */
export function keyOf(doc, number) {
  const [, indent, dash = '', word] = LINE.exec(doc.line(number).text);
  return word === '' ? null : {name: parent(doc, number) + word, from: indent.length + dash.length, length: word.length};
}
