// Events per second as a line, alerts of each step as bars, lost events as dots, over the last half hour.
'use strict';

(function () {
  const NS = 'http://www.w3.org/2000/svg';
  const HEIGHT = 176;
  const LEFT = 46;
  const BOTTOM = 22;
  const MOST_SECONDS = 1800;

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

  function short(number) {
    return number >= 1e6 ? +(number / 1e6).toFixed(1) + ' M' : number >= 1e3 ? +(number / 1e3).toFixed(1) + ' k' : +number.toFixed(1);
  }

  // The next 1, 2 or 5 times a power of ten.
  function ceiling(number) {
    const power = 10 ** Math.floor(Math.log10(Math.max(number, 1)));
    return [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= number);
  }

  function draw() {
    const figure = document.getElementById('chart');
    if (!figure) {
      return;
    }
    const points = JSON.parse(figure.dataset.points);
    const box = figure.querySelector('.plot');
    const width = Math.max(280, box.clientWidth);
    const svg = document.createElementNS(NS, 'svg');
    svg.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', 'Events per second, alerts and lost events over the last half hour');
    const right = width - 8;
    const span = Math.min(MOST_SECONDS, Math.max(60, ...points.map((point) => point[0]))); // the first minute fills the width, too
    const x = (ago) => right - ago / span * (right - LEFT);
    const top = ceiling(Math.max(1, ...points.map((point) => point[1])));
    const y = (value) => HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - 12);
    for (const part of [0, 0.5, 1]) {
      add(svg, 'line', {class: 'grid', x1: LEFT, x2: right, y1: y(top * part), y2: y(top * part)});
      add(svg, 'text', {x: LEFT - 6, y: y(top * part) + 4, 'text-anchor': 'end'}, short(top * part));
    }
    for (const part of [1, 2 / 3, 1 / 3, 0]) {
      const seconds = part * span;
      const ago = seconds < 120 ? `-${Math.round(seconds)} s` : `-${Math.round(seconds / 60)} min`;
      add(svg, 'text', {x: x(seconds), y: HEIGHT - 6, 'text-anchor': part === 0 ? 'end' : part === 1 ? 'start' : 'middle'}, part === 0 ? 'now' : ago);
    }
    const most = Math.max(5, ...points.map((point) => point[2]));
    for (const [ago, , alerts] of points) {
      if (alerts > 0) {
        const height = Math.max(4, alerts / most * (HEIGHT - BOTTOM) * 0.45);
        add(svg, 'rect', {class: 'alerts', x: x(ago) - 2, width: 3, y: HEIGHT - BOTTOM - height, height});
      }
    }
    for (const [ago, , , lost] of points) {
      if (lost > 0) {
        const dot = add(svg, 'circle', {class: 'lost', cx: x(ago), cy: 8, r: 4});
        add(dot, 'title', {}, `${short(lost)} events lost per second`);
      }
    }
    if (figure.dataset.from) {
      const [from, to] = [figure.dataset.from, figure.dataset.to]
        .map((text) => Math.min(right, Math.max(LEFT, x((Date.now() - Date.parse(text)) / 1000))));
      add(svg, 'rect', {class: 'outside', x: LEFT, width: from - LEFT, y: 0, height: HEIGHT - BOTTOM});
      add(svg, 'rect', {class: 'outside', x: to, width: right - to, y: 0, height: HEIGHT - BOTTOM});
    }
    if (points.length > 1) {
      const line = points.map(([ago, events]) => `${x(ago).toFixed(1)},${y(events).toFixed(1)}`).join(' ');
      add(svg, 'polygon', {class: 'area', points: `${x(points[0][0])},${y(0)} ${line} ${x(points.at(-1)[0])},${y(0)}`});
      add(svg, 'polyline', {class: 'line', points: line});
    }
    box.replaceChildren(svg);
  }

  draw();
  document.addEventListener('renewed', draw);
  addEventListener('resize', draw);
})();
