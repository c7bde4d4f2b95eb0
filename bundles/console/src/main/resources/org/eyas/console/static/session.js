// Warns before the session ends, so that no text is lost. A page does not leave by itself: its text could not be copied then.
'use strict';

(function () {
  const WARNING_SECONDS = 120;
  const MOST_SECONDS = 60; // a reload may shorten the limits, and an admin may end the session
  const box = document.createElement('p');
  const text = document.createElement('span');
  const stay = Object.assign(document.createElement('button'), {type: 'button', textContent: 'Stay logged in'});
  const enter = Object.assign(document.createElement('a'), {className: 'button', textContent: 'Log in again'});
  box.id = 'session';
  box.setAttribute('role', 'alert');
  box.append(text, ' ', stay, enter);
  let timer = 0;

  function show(kind, message, action) {
    if (text.textContent !== message) {
      text.textContent = message;
    }
    box.className = 'note ' + kind;
    stay.hidden = action !== stay;
    enter.hidden = action !== enter;
    enter.href = eyas.logInAddress();
    if (!box.isConnected) {
      document.querySelector('main').prepend(box);
    }
  }

  function inWords(seconds) {
    return seconds > 60 ? Math.ceil(seconds / 60) + ' minutes' : seconds > 30 ? 'a minute' : 'half a minute';
  }

  function showRemainder({seconds, extensible, endsSoon}) {
    if (seconds === 0) {
      show('bad', 'The session has ended.', enter);
    } else if (!endsSoon) {
      box.remove();
    } else if (extensible) {
      show('warn', 'Nothing was done here for a while: the session ends in ' + inWords(seconds) + '.', stay);
    } else {
      show('warn', 'The session ends in ' + inWords(seconds) + ', because it has lasted as long as it may. Save your changes.', null);
    }
  }

  // Without the header, the request counts as use of the session.
  async function ask(headers) {
    clearTimeout(timer);
    const response = await fetch('/session', {headers}).catch(() => null);
    let pause = 30;
    if (response && response.ok) {
      const remainder = await response.json();
      showRemainder(remainder);
      pause = remainder.endsSoon ? 10 : Math.min(MOST_SECONDS, Math.max(10, remainder.seconds - WARNING_SECONDS));
    }
    timer = setTimeout(renew, pause * 1000);
  }

  function renew() {
    return ask({'Eyas-Refresh': '1'});
  }

  stay.addEventListener('click', () => ask({}));
  document.addEventListener('visibilitychange', () => document.hidden || renew());
  renew();
})();
