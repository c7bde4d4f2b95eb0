// The alerts of a day by priority. A dragged range, or a bar, is the time that all pages show from then on.
'use strict';

(function () {
  const NS = 'http://www.w3.org/2000/svg';
  const HEIGHT = 120;
  const BOTTOM = 20;
  const LEVELS = ['bad', 'warn', 'calm'];

  function add(parent, name, attributes, text) {
    const element = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    if (text !== undefined) {
      element.textContent = text;
    }
    parent.append(element);
    return element;
  }

  function iso(seconds) {
    return new Date(seconds * 1000).toISOString().slice(0, 19) + 'Z';
  }

  function during(from, to) {
    return '/?' + new URLSearchParams({during: `${iso(from)}..${iso(Math.max(to, from + 1))}`});
  }

  function clock(seconds) {
    return new Date(seconds * 1000).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});
  }

  function alerts(count) {
    return count === 1 ? '1 alert' : count + ' alerts';
  }

  function bar(svg, [begin, ...counts], place, scale, length) {
    const sum = counts.reduce((a, b) => a + b, 0);
    if (sum === 0) {
      return;
    }
    const link = add(svg, 'a', {href: during(begin, begin + length), tabindex: -1, 'aria-label': `${alerts(sum)} from ${clock(begin)}`});
    let y = HEIGHT - BOTTOM;
    counts.forEach((count, i) => {
      if (count > 0) {
        const height = Math.max(2, count * scale);
        y -= height;
        add(link, 'rect', {class: LEVELS[i], x: place.x, y, width: place.width, height});
      }
    });
    add(link, 'title', {}, `${alerts(sum)} from ${clock(begin)}: ${counts[0]} error and above, ${counts[1]} warning or notice, ${counts[2]} others`);
  }

  // One bar can be reached with Tab, the others with the arrows.
  function roam(svg) {
    const links = [...svg.querySelectorAll('a')];
    links.at(-1)?.setAttribute('tabindex', 0);
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

  function brush(svg, time) {
    const at = (event) => event.clientX - svg.getBoundingClientRect().left;
    let start = null;
    let area = null;
    svg.addEventListener('dragstart', (event) => event.preventDefault()); // of the link of a bar
    svg.addEventListener('pointerdown', (event) => {
      start = at(event);
    });
    svg.addEventListener('pointermove', (event) => {
      if (start !== null && Math.abs(at(event) - start) > 4) {
        area = area || add(svg, 'rect', {class: 'brush', y: 0, height: HEIGHT - BOTTOM});
        area.setAttribute('x', Math.min(start, at(event)));
        area.setAttribute('width', Math.abs(at(event) - start));
      }
    });
    const cancel = () => {
      start = null;
      area?.remove();
      area = null;
    };
    svg.addEventListener('pointerleave', cancel);
    svg.addEventListener('pointercancel', cancel);
    svg.addEventListener('click', (event) => {
      if (area) {
        event.preventDefault(); // the end of a drag is not a click on a bar
      }
    }, true);
    svg.addEventListener('pointerup', (event) => {
      if (area) {
        location.assign(during(time(Math.min(start, at(event))), time(Math.max(start, at(event)))));
      }
      start = null;
    });
  }

  // Shades what is not in the time that the page shows.
  function chosen(svg, figure, x) {
    if (figure.dataset.from) {
      const [from, to] = [figure.dataset.from, figure.dataset.to].map((text) => x(Date.parse(text) / 1000));
      add(svg, 'rect', {class: 'outside', x: 0, y: 0, width: from, height: HEIGHT - BOTTOM});
      add(svg, 'rect', {class: 'outside', x: to, y: 0, width: svg.viewBox.baseVal.width - to, height: HEIGHT - BOTTOM});
      add(svg, 'line', {class: 'edge', x1: from, x2: from, y1: 0, y2: HEIGHT - BOTTOM});
      add(svg, 'line', {class: 'edge', x1: to, x2: to, y1: 0, y2: HEIGHT - BOTTOM});
    }
  }

  function draw() {
    const figure = document.getElementById('timeline');
    const steps = figure ? JSON.parse(figure.dataset.steps) : [];
    if (steps.length === 0 || figure.contains(document.activeElement) || figure.querySelector('.brush')) {
      return;
    }
    const box = figure.querySelector('.plot');
    const length = Number(figure.dataset.length);
    const width = Math.max(280, box.clientWidth);
    const svg = document.createElementNS(NS, 'svg');
    svg.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
    svg.setAttribute('role', 'group');
    svg.setAttribute('aria-label', 'Alerts of the last day by priority');
    const most = Math.max(1, ...steps.map(([, ...counts]) => counts.reduce((a, b) => a + b, 0)));
    const x = (index) => index / steps.length * width;
    add(svg, 'line', {class: 'grid', x1: 0, x2: width, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM});
    steps.forEach((step, i) => bar(svg, step, {x: x(i), width: Math.max(1, x(1) - 1)}, (HEIGHT - BOTTOM - 8) / most, length));
    for (let i = 0; i < steps.length; i += steps.length / 4) {
      add(svg, 'text', {x: x(i), y: HEIGHT - 5}, clock(steps[i][0]));
    }
    add(svg, 'text', {x: width, y: HEIGHT - 5, 'text-anchor': 'end'}, 'now');
    chosen(svg, figure, (seconds) => Math.min(width, Math.max(0, (seconds - steps[0][0]) / (steps.length * length) * width)));
    roam(svg);
    brush(svg, (place) => steps[0][0] + place / width * steps.length * length);
    box.replaceChildren(svg);
  }

  draw();
  document.addEventListener('renewed', draw);
  addEventListener('resize', draw);
})();
