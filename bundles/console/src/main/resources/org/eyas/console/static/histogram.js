// The chart and the counts of the page of alerts: they are requested after the list. A dragged part of the chart is the new time.
'use strict';

(function () {
  const box = document.getElementById('counts');
  if (!box) {
    return;
  }

  function iso(millis) {
    return new Date(millis).toISOString().slice(0, 19) + 'Z';
  }

  // One bar can be reached with Tab, the others with the arrows.
  function roam(svg) {
    const links = [...svg.querySelectorAll('a')];
    links.forEach((link, i) => link.setAttribute('tabindex', i === links.length - 1 ? 0 : -1));
    svg.addEventListener('keydown', (event) => {
      const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
      const next = step && links[links.indexOf(document.activeElement) + step];
      if (next) {
        event.preventDefault();
        links.forEach((link) => link.setAttribute('tabindex', link === next ? 0 : -1));
        next.focus();
      }
    });
  }

  function brush(figure, svg) {
    const [from, to] = [figure.dataset.from, figure.dataset.to].map((text) => Date.parse(text));
    const part = (event) => (event.clientX - svg.getBoundingClientRect().left) / svg.getBoundingClientRect().width;
    const time = (at) => from + Math.min(1, Math.max(0, at)) * (to - from);
    const area = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    let start = null;
    area.setAttribute('class', 'brush');
    area.setAttribute('height', 80);
    svg.addEventListener('dragstart', (event) => event.preventDefault()); // of the link of a bar
    svg.addEventListener('pointerdown', (event) => {
      start = part(event);
    });
    svg.addEventListener('pointermove', (event) => {
      const moved = start === null ? 0 : Math.abs(part(event) - start);
      if (moved > 0.01) {
        area.setAttribute('x', 960 * Math.min(start, part(event)));
        area.setAttribute('width', 960 * moved);
        svg.append(area);
      }
    });
    const cancel = () => {
      start = null;
      area.remove();
    };
    svg.addEventListener('pointerleave', cancel);
    svg.addEventListener('pointercancel', cancel);
    svg.addEventListener('click', (event) => {
      if (area.isConnected) {
        event.preventDefault(); // the end of a drag is not a click on a bar
      }
    }, true);
    svg.addEventListener('pointerup', (event) => {
      if (area.isConnected) {
        const begin = time(Math.min(start, part(event)));
        const address = new URLSearchParams(location.search);
        address.delete('before');
        address.set('during', iso(begin) + '..' + iso(Math.max(time(Math.max(start, part(event))), begin + 1000)));
        location.assign('/alerts?' + address);
      }
      start = null;
    });
  }

  async function load() {
    const address = box.querySelector('a').getAttribute('href');
    const response = await fetch(address, {headers: {'Eyas-Refresh': '1'}});
    if (!response.ok || response.redirected) {
      throw new Error('no counts');
    }
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    box.replaceChildren(...[...fresh.body.childNodes].map((node) => document.adoptNode(node)));
    const figure = document.getElementById('histogram');
    if (figure) {
      roam(figure.querySelector('svg'));
      brush(figure, figure.querySelector('svg'));
    }
    document.dispatchEvent(new Event('renewed'));
  }

  const link = box.querySelector('p');
  const counting = document.createElement('span');
  counting.textContent = 'Counting ... ';
  link.prepend(counting);
  load().catch(() => {
    counting.textContent = 'The counts could not be loaded. ';
  }).finally(() => box.setAttribute('aria-busy', 'false'));
})();
