// The editor of the configuration file.
import {autocompletion} from '../lib/codemirror-autocomplete.js';
import {TextEditor} from '../text/editor.js';
import {completions, explanations} from './completion.js';
import {Keys} from './keys.js';
import {yaml} from './language.js';

const form = document.getElementById('editor');
const keys = await Keys.load();

new TextEditor(form, 'Text of the configuration', {
  extensions: [autocompletion({override: [completions(keys)], icons: false}), explanations(keys), yaml],
});
