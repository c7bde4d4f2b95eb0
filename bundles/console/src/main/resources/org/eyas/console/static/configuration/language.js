// Colours of YAML as configuration files use it.
import {StreamLanguage} from '../lib/codemirror-language.js';

const QUOTED = /"(?:[^"\\]|\\.)*"?|'[^']*'?/;
const KEY = /[^\s#:{}[\],"'][^\s:{}[\],"']*(?=:(?:\s|$))/;

function token(stream) {
  if (stream.eatSpace()) {
    return null;
  }
  const begins = stream.pos === 0 || /\s/.test(stream.string[stream.pos - 1]);
  if (begins && stream.match(/#.*/)) {
    return 'comment';
  }
  if (stream.match(QUOTED)) {
    return 'string';
  }
  if (stream.match(KEY)) {
    return 'propertyName';
  }
  if (stream.match(/[[\]{},:]|-(?=\s|$)|[|>][+-]?$/)) {
    return 'punctuation';
  }
  const word = stream.match(/[^\s[\]{},]+/);
  return word && /^(?:true|false|yes|no|on|off|null|~|-?\d[\d.]*)$/.test(word[0]) ? 'atom' : null;
}

/** The language of the configuration file. */
export const yaml = StreamLanguage.define({name: 'configuration', token, languageData: {commentTokens: {line: '#'}}});
