// Colours of rule documents: YAML as rules use it, with conditions and outputs inside.
import {StreamLanguage} from '../lib/codemirror-language.js';

const DEFINITIONS = new Set(['rule', 'macro', 'list']);
const LOGIC = new Set(['and', 'or', 'not']);
const QUOTED = /"(?:[^"\\]|\\.)*"?|'[^']*'?/;
const COMMENT = /#.*/;
// The rest of a line after "key:" that has no value, and of one whose value is a block of the next lines.
const NO_VALUE = /\s*(?:#.*)?$/;
const BLOCK = /\s*[|>][\d+-]*\s*(?:#.*)?$/;

/** The language, which knows fields and operators by the words of the engine. */
export function ruleLanguage(words) {
  function condition(stream) {
    if (stream.match(QUOTED)) {
      return 'string';
    }
    if (stream.match(/[=<>!]+/)) {
      return 'operator';
    }
    const word = stream.match(/[^\s()[\],=<>!"']+(?:\[[^\]]*\])?/);
    if (!word) {
      stream.next();
      return 'punctuation';
    }
    if (LOGIC.has(word[0])) {
      return 'keyword';
    }
    if (words.named(['operator', 'transformer'], word[0])) {
      return 'operatorKeyword';
    }
    if (words.named(['field'], word[0])) {
      return 'variableName.special';
    }
    return /^-?\d+$/.test(word[0]) ? 'number' : 'variableName';
  }

  function output(stream) {
    if (stream.match(/%[\w.]+(?:\[[^\]]*\])?/)) {
      return 'variableName.special';
    }
    stream.next();
    stream.eatWhile(/[^%]/);
    return 'string';
  }

  function plain(stream) {
    if (stream.match(QUOTED)) {
      return 'string';
    }
    if (stream.match(/[[\]{},]/)) {
      return 'punctuation';
    }
    stream.match(/[^\s[\]{},]+/);
    return null;
  }

  const values = {condition, output, priority: word, source: word, enabled: word};

  function word(stream) {
    stream.match(/[^\s#]+/) || stream.next();
    return 'atom';
  }

  // After "key", where the value is decides how the next lines are read.
  function colon(stream, state) {
    stream.next();
    state.mode = stream.match(NO_VALUE, false) ? 'keys' : stream.match(BLOCK, false) ? 'header' : 'value';
    return 'punctuation';
  }

  function key(stream, state) {
    if (stream.match(/-(?=\s|$)/)) {
      return 'punctuation';
    }
    const name = stream.match(/[\w-]+(?=:(?:\s|$))/);
    if (!name) {
      return plain(stream);
    }
    state.key = name[0];
    state.column = stream.column();
    state.mode = 'colon';
    return DEFINITIONS.has(state.key) ? 'definitionKeyword' : 'propertyName';
  }

  function token(stream, state) {
    if (stream.sol() && stream.indentation() <= state.column) {
      state.mode = 'keys';
    }
    if (stream.eatSpace()) {
      return null;
    }
    switch (state.mode) {
      case 'colon':
        return colon(stream, state);
      case 'header':
        stream.skipToEnd();
        state.mode = 'block';
        return 'meta';
      case 'block':
        return (values[state.key] || plain)(stream);
      default: {
        const begins = stream.pos === 0 || /\s/.test(stream.string[stream.pos - 1]);
        if (begins && stream.match(COMMENT)) {
          return 'comment';
        }
        return state.mode === 'value' ? (values[state.key] || plain)(stream) : key(stream, state);
      }
    }
  }

  return StreamLanguage.define({
    name: 'rules',
    startState: () => ({key: '', column: 0, mode: 'keys'}),
    token,
    languageData: {commentTokens: {line: '#'}},
  });
}
