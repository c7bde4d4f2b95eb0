// Shows what would be saved, and saves it when the user confirms.
import {difference, shortened} from './difference.js';

const dialog = document.getElementById('changes');
const confirm = document.getElementById('confirm');
const refusal = document.getElementById('refusal');
const KINDS = {'+': ['ins', 'added'], '-': ['del', 'removed'], ' ': ['span', 'same']};

function row(step) {
  const [name, kind] = step ? KINDS[step[0]] : ['span', 'omitted'];
  const line = document.createElement(name);
  line.className = kind;
  line.textContent = step ? step[0] + ' ' + step[1] : '...';
  return line;
}

function count(steps) {
  const words = (sign) => {
    const number = steps.filter((step) => step[0] === sign).length;
    return number === 1 ? '1 line' : number + ' lines';
  };
  return steps.every((step) => step[0] === ' ') ? 'Nothing has changed.' : `${words('+')} added, ${words('-')} removed.`;
}

/**
 * Opens the dialog.
 *
 * @param before the lines that are saved now, and after: what the user made of them
 * @param save does it; the message of an error is shown, and nothing is lost
 */
export function confirmChanges(before, after, save) {
  const steps = difference(before, after);
  document.getElementById('difference').replaceChildren(...shortened(steps).map(row));
  document.getElementById('count').textContent = count(steps);
  refusal.hidden = true;
  confirm.disabled = steps.every((step) => step[0] === ' ');
  confirm.onclick = async () => {
    confirm.disabled = true;
    try {
      await save();
    } catch (e) {
      refusal.textContent = e.message;
      refusal.hidden = false;
      confirm.disabled = false;
    }
  };
  dialog.showModal();
  confirm.focus();
}

document.getElementById('back').addEventListener('click', () => dialog.close());
