// The look of the editor, in the colours of the page. Editors are in shadow roots: there the library adds its styles as style
// sheets that scripts make, which the content security policy allows, and not as inline styles.
import {HighlightStyle, syntaxHighlighting} from '../lib/codemirror-language.js';
import {EditorView} from '../lib/codemirror-view.js';
import {tags} from '../lib/lezer-highlight.js';

const MONO = 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace';
const POPUP = {backgroundColor: 'var(--card)', color: 'var(--ink)', border: '1px solid var(--muted)', borderRadius: '6px'};
const wave = (color) => ({backgroundImage: 'none', textDecoration: `underline wavy ${color} 1px`, textUnderlineOffset: '3px'});
const dot = (color) => ({content: 'normal', width: '.6em', height: '.6em', margin: '.3em 0 0 .2em', borderRadius: '50%', backgroundColor: color});

const look = EditorView.theme({
  '&': {height: '100%', color: 'var(--ink)', backgroundColor: 'var(--field)'},
  '&.cm-focused': {outline: 'none'},
  '.cm-scroller': {fontFamily: MONO, fontSize: '13px', lineHeight: '20px', overflow: 'auto'},
  '.cm-content': {caretColor: 'var(--ink)'},
  '.cm-cursor': {borderLeftColor: 'var(--ink)'},
  '.cm-gutters': {backgroundColor: 'var(--bg)', color: 'var(--muted)', borderRight: '1px solid var(--line)'},
  '.cm-activeLine, .cm-activeLineGutter': {backgroundColor: 'var(--hover)'},
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection':
    {backgroundColor: 'color-mix(in srgb, var(--events) 30%, transparent)'},
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {backgroundColor: 'var(--good-bg)', color: 'inherit'},
  '.cm-lintRange-error': wave('var(--bad)'),
  '.cm-lintRange-warning': wave('var(--warn)'),
  '.cm-lint-marker-error': dot('var(--bad)'),
  '.cm-lint-marker-warning': dot('var(--warn)'),
  '.cm-tooltip': POPUP,
  '.cm-tooltip-hover': {maxWidth: 'min(40rem, 92vw)'},
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {fontFamily: MONO, maxHeight: '16em', maxWidth: '92vw'},
  '.cm-tooltip-autocomplete ul li[aria-selected]': {backgroundColor: 'var(--accent)', color: 'var(--on-accent)'},
  '.cm-completionDetail': {marginLeft: '1em', fontStyle: 'normal'},
  '.cm-tooltip.cm-completionInfo': {maxWidth: 'min(24rem, 80vw)', padding: '.4rem .6rem'},
  '.cm-diagnostic-error': {borderLeftColor: 'var(--bad)'},
  '.cm-diagnostic-warning': {borderLeftColor: 'var(--warn)'},
  '.cm-panels': {backgroundColor: 'var(--bg)', color: 'var(--ink)', borderColor: 'var(--line)'},
  '.cm-textfield, .cm-button': {backgroundImage: 'none', backgroundColor: 'var(--field)', color: 'var(--ink)', borderColor: 'var(--muted)'},
  '.explanation': {padding: '.4rem .6rem', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap'},
  '.explanation span': {color: 'var(--muted)'},
  '.explanation p': {margin: '.2rem 0 0'},
  '@media (max-width: 44rem)': {'.cm-scroller': {fontSize: '16px', lineHeight: '24px'}},
});

const colours = HighlightStyle.define([
  {tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic'},
  {tag: tags.definitionKeyword, color: 'var(--accent)', fontWeight: '700'},
  {tag: tags.propertyName, color: 'var(--accent)'},
  {tag: [tags.keyword, tags.operatorKeyword, tags.operator], fontWeight: '700'},
  {tag: tags.special(tags.variableName), color: 'var(--events)'},
  {tag: tags.string, color: 'var(--good)'},
  {tag: [tags.number, tags.atom], color: 'var(--warn)'},
  {tag: [tags.meta, tags.punctuation], color: 'var(--muted)'},
]);

/** Extensions for the look. */
export const theme = [look, syntaxHighlighting(colours)];

/** Makes a place for an editor in an element; what the element shows without scripts is hidden. */
export function place(element) {
  return element.shadowRoot || element.attachShadow({mode: 'open'});
}
