// The words that a rule may contain, from the engine and from the text that is edited.

/** The kinds of values that a key can have. */
const KINDS = {
  condition: ['field', 'macro', 'list', 'operator', 'transformer'],
  by: ['field', 'transformer'],
  distinct: ['field'],
  sum: ['field'],
  items: ['list'],
  output: ['field', 'transformer'],
  priority: ['priority'],
  source: ['source'],
};

/** The keys below which a rule that remembers has keys of their own. */
const WITH_PARTS = ['threshold', 'sequence', 'first', 'steps', 'until', 'without'];

/** The words of the engine. */
export class Words {
  /** Fetches them; without an answer there are none, and the editor works without completion. */
  static async load() {
    const response = await fetch('/rules/words', {headers: {'Eyas-Refresh': '1'}}).catch(() => null);
    return new Words(response && response.ok && !response.redirected ? await response.json() : []);
  }

  constructor(list) {
    this.list = list;
    this.byName = new Map(list.map((word) => [word.kind + ' ' + word.name, word]));
  }

  /** The word of one of these kinds with this name; a field may have arguments: evt.arg.flags, proc.aname[2]. */
  named(kinds, text) {
    const word = kinds.map((kind) => this.byName.get(kind + ' ' + text)).find((each) => each);
    const end = Math.max(text.lastIndexOf('.'), text.lastIndexOf('['));
    return word || end <= 0 || !kinds.includes('field') ? word : this.named(['field'], text.slice(0, end));
  }

  /** These words and those that a text defines, which may not be saved yet. */
  with(text) {
    const defined = [...text.matchAll(/^- (macro|list): *(\S+)[^\n]*\n((?:(?:[ \t][^\n]*)?\n)*(?:[ \t][^\n]*)?)/gm)].map((item) => ({
      kind: item[1], name: item[2], detail: 'this document', sources: [],
      text: item[3].replace(/^\s*(?:condition|items):\s*[>|]?[+-]?/m, '').trim().slice(0, 400),
    }));
    const names = new Set(defined.map((word) => word.kind + ' ' + word.name));
    return new Words([...defined, ...this.list.filter((word) => !names.has(word.kind + ' ' + word.name))]);
  }
}

/** Returns the words that fit at a position: their kinds, the key that they belong to, and the source of the rule. */
export function expected(doc, position) {
  const item = itemAround(doc, position);
  const line = doc.lineAt(position);
  const before = line.text.slice(0, position - line.from);
  const column = /^(- *|)/.exec(doc.line(item.first).text)[1].length || 2;
  const begin = /^([ -]*)[\w-]*$/.exec(before);
  if (begin && begin[1].length === column) {
    return {kinds: ['key'], source: item.source};
  }
  const key = keyOf(doc, line.number, before);
  if (begin && WITH_PARTS.includes(key)) {
    return {kinds: ['part'], key, source: item.source};
  }
  const outside = key === 'output' && !/%[\w.]*$/.test(before);
  return {kinds: outside ? [] : KINDS[key] || [], key, source: stepSource(doc, line.number, item.first) || item.source};
}

// The source of the step that contains a line, or null if it does not name one.
function stepSource(doc, number, first) {
  let depth = Infinity;
  for (let at = number; at > first; at--) {
    const text = doc.line(at).text;
    const [, indent, dash] = /^( *)(- )?/.exec(text);
    const source = dash && (at === number || indent.length < depth) ? sourceIn(doc, at) : null;
    if (source) {
      return source;
    }
    depth = /\S/.test(text) ? Math.min(depth, indent.length) : depth;
  }
  return null;
}

// The value of "source" among the keys of the element that begins with a line; null if it has none.
function sourceIn(doc, first) {
  const dashes = /^( *)- */.exec(doc.line(first).text) || ['', ''];
  const column = dashes[0].length || 2;
  for (let number = first; number <= doc.lines; number++) {
    const text = doc.line(number).text;
    const indent = /^ */.exec(text)[0].length;
    if (number > first && /\S/.test(text) && indent <= dashes[1].length) {
      return null;
    }
    const found = /^[ -]*source: *([\w-]+)/.exec(text);
    if (found && (number === first || indent === column)) {
      return found[1];
    }
  }
  return null;
}

/** The item of a document around a position: its first line, the name of the rule, and its event source. */
export function itemAround(doc, position) {
  let first = doc.lineAt(position).number;
  while (first > 1 && !/^- /.test(doc.line(first).text)) {
    first--;
  }
  const source = sourceIn(doc, first) || 'syscall';
  const rule = /^- rule: *(.*?) *$/.exec(doc.line(first).text);
  return {first, source, rule: rule ? rule[1].replace(/^(["'])(.*)\1$/, '$2') : ''};
}

// The key whose value a line contains or continues.
function keyOf(doc, number, before) {
  let depth = Infinity;
  for (let at = number; at >= 1; at--) {
    const text = at === number ? before : doc.line(at).text;
    const found = /^([ -]*)([\w-]+):(?:\s|$)/.exec(text);
    if (found && found[1].length < depth) {
      return found[2];
    }
    if (/\S/.test(text)) {
      depth = Math.min(depth, /^[ -]*/.exec(text)[0].length);
    }
    if (/^- /.test(text)) {
      return '';
    }
  }
  return '';
}
