"use strict";
// A recorded lesson, stepped. Numbers and words are those of the data block; nothing is computed
// here but which cells of a grid lie under the window.
(() => {
  const data = JSON.parse(document.getElementById("trace").textContent);
  const say = data.labels;
  const MOST = 24; // rows and columns of a grid that are shown at once
  const el = (id) => document.getElementById(id);
  const state = { example: 0, at: -1, tap: null, taps: false, timer: null };

  const make = (tag, text, name) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (name) node.className = name;
    return node;
  };
  const example = () => data.examples[state.example];
  const count = () => example().steps.length;
  const number = (value) => {
    if (typeof value === "string") return value;
    if (Number.isInteger(value)) return String(value);
    return String(Number(value.toPrecision(6)));
  };
  const key = (index) => index.join(",");

  // ------------------------------------------------------------ where we stand
  const go = (at, tap) => {
    state.at = Math.max(-1, Math.min(at, count() - 1));
    state.tap = tap === undefined ? null : tap;
    draw();
  };
  const tapsAt = (at) => (at < 0 ? [] : example().steps[at].taps);
  const next = () => {
    if (state.taps) {
      const last = tapsAt(state.at).length - 1;
      if (state.at >= 0 && state.tap !== null && state.tap < last) return go(state.at, state.tap + 1);
      if (state.at >= 0 && state.tap !== null) return go(state.at);
      if (state.at + 1 < count()) return go(state.at + 1, tapsAt(state.at + 1).length ? 0 : undefined);
      return stop();
    }
    if (state.tap !== null) return go(state.at);
    if (state.at + 1 < count()) return go(state.at + 1);
    return stop();
  };
  const back = () => {
    if (state.taps && state.at >= 0) {
      if (state.tap === null && tapsAt(state.at).length) return go(state.at, tapsAt(state.at).length - 1);
      if (state.tap !== null && state.tap > 0) return go(state.at, state.tap - 1);
    }
    return go(state.at - 1);
  };
  const stop = () => {
    clearInterval(state.timer);
    state.timer = null;
    draw();
  };
  const play = () => {
    if (state.timer !== null) return stop();
    if (state.at === count() - 1) state.at = -1;
    state.timer = setInterval(next, state.taps ? 700 : 1000);
    return next();
  };

  // ------------------------------------------------------------ grids
  const planeOf = (shape, leading) => {
    const rows = shape.length > 1 ? shape[shape.length - 2] : 1;
    const cols = shape.length ? shape[shape.length - 1] : 1;
    let offset = 0;
    leading.forEach((at, axis) => { offset = offset * shape[axis] + at; });
    return { rows, cols, offset: offset * rows * cols };
  };
  const leadingOf = (index) => index.slice(0, Math.max(index.length - 2, 0));
  const planeIndex = (index) =>
    index.length > 1 ? index.slice(-2) : [0, index.length ? index[0] : 0];

  const range = (low, high, first, last) => {
    if (high - low <= MOST) return [low, high];
    const middle = Math.floor((first + last) / 2);
    const begin = Math.max(low, Math.min(middle - MOST / 2, high - MOST));
    return [begin, begin + MOST];
  };

  // One plane: `reads` are the cells under the window, `now` the one being read, `made` says of a
  // cell whether it is finished (undefined: all are).
  const grid = (name, array, leading, border, reads, now, made, here, jump) => {
    const { rows, cols, offset } = planeOf(array.shape, leading);
    const [top, bottom, left, right] = border;
    const around = [...reads.values()];
    const spread = (axis, low) => around.length
      ? [Math.min(...around.map((r) => r[axis])), Math.max(...around.map((r) => r[axis]))]
      : here ? [here[axis], here[axis]] : [low, low];
    const [r0, r1] = range(-top, rows + bottom, ...spread(0, 0));
    const [c0, c1] = range(-left, cols + right, ...spread(1, 0));
    const table = make("table", undefined, "grid");
    const head = table.appendChild(make("tr"));
    head.appendChild(make("th"));
    for (let c = c0; c < c1; c += 1) {
      head.appendChild(make("th", c >= 0 && c < cols ? c : "", here && here[1] === c ? "here" : ""));
    }
    for (let r = r0; r < r1; r += 1) {
      const line = table.appendChild(make("tr"));
      line.appendChild(make("th", r >= 0 && r < rows ? r : "", here && here[0] === r ? "here" : ""));
      for (let c = c0; c < c1; c += 1) {
        const inside = r >= 0 && r < rows && c >= 0 && c < cols;
        const at = key([r, c]);
        const read = reads.get(at);
        const finished = !made || (inside && made(r, c));
        let text = "";
        if (inside) text = finished ? number(array.data[offset + r * cols + c]) : "·";
        else if (read) text = number(read[2]);
        else text = border.outside;
        const names = [inside ? "" : "pad"];
        if (read) names.push("window");
        if (now && now[0] === r && now[1] === c) names.push("tap");
        if (here && here[0] === r && here[1] === c) names.push("current");
        if (!finished && inside) names.push("pending");
        const cell = line.appendChild(make("td", undefined, names.join(" ").trim()));
        if (jump && inside) {
          cell.classList.add("go");
          const button = cell.appendChild(make("button", text));
          button.setAttribute("aria-label", say.go_to.replace("{place}", `[${r},${c}]`));
          button.addEventListener("click", () => jump(r, c));
        } else cell.textContent = text;
      }
    }
    const figure = make("figure");
    const caption = figure.appendChild(make("figcaption"));
    caption.appendChild(make("b", name));
    const shown = r1 - r0 < rows + top + bottom || c1 - c0 < cols + left + right;
    const which = leading.length && leading.some((at) => at > 0) ? ` [${leading.join(",")}]` : "";
    caption.append(` ${array.shape.join("x") || "()"}${which}${shown ? ` ${say.part}` : ""}`);
    figure.appendChild(table);
    return figure;
  };

  const drawGrids = (step, pass) => {
    const box = el("grids");
    box.replaceChildren();
    const current = state.tap === null ? null : step.taps[state.tap];
    const names = pass.reads;
    names.forEach((name, number_) => {
      const array = example().arrays[pass.full[number_]];
      if (!array) return;
      const all = step.taps.flatMap((tap) => tap.reads.filter((read) => read[0] === number_));
      const nowRead = current && current.reads.find((read) => read[0] === number_);
      const first = nowRead || all[0];
      const leading = first ? leadingOf(first[1]) : array.shape.slice(0, -2).map(() => 0);
      const reads = new Map();
      all.filter((read) => key(leadingOf(read[1])) === key(leading)).forEach((read) => {
        const [r, c] = planeIndex(read[1]);
        reads.set(key([r, c]), [r, c, read[2]]);
      });
      const border = Object.assign([...(pass.borders[name] || [0, 0, 0, 0])], { outside: pass.outside });
      const now = nowRead ? planeIndex(nowRead[1]) : null;
      box.appendChild(grid(name, array, leading, border, reads, now));
    });
    const target = example().arrays[pass.name];
    const leading = leadingOf(step.index);
    const [row, col] = planeIndex(step.index);
    const { rows, cols, offset } = planeOf(target.shape, leading);
    const done = state.at - pass.first;
    const made = (r, c) => offset + r * cols + c < done || (offset + r * cols + c === done && state.tap === null);
    const jump = (r, c) => go(pass.first + offset + r * cols + c);
    const figure = grid(pass.target, target, leading, Object.assign([0, 0, 0, 0], { outside: "" }),
      new Map(), null, made, [row, col], rows * cols > 1 ? jump : null);
    if (current) {
      const cell = figure.querySelector("td.current");
      if (cell) (cell.querySelector("button") || cell).textContent = number(step.partials[state.tap + 1]);
    }
    box.appendChild(figure);
  };

  // ------------------------------------------------------------ words, arithmetic, loops
  const drawArithmetic = (step) => {
    const box = el("arithmetic");
    box.replaceChildren();
    box.append(`${step.short} = `);
    step.taps.forEach((tap, at) => {
      if (at) box.append(tap.sign);
      const name = state.tap === at ? "mark" : "span";
      const later = state.tap !== null && at > state.tap;
      box.appendChild(make(name, tap.term, later ? "later" : ""));
    });
    const value = state.tap === null ? step.value : step.partials[state.tap + 1];
    if (step.finish && state.tap === null) box.append(`  →  ${step.finish}`);
    box.append(" = ");
    box.appendChild(make("strong", number(value)));
  };
  const drawLoops = (step, pass) => {
    const line = state.tap === null ? step.line : step.taps[state.tap].line;
    const box = el("loops");
    box.replaceChildren();
    pass.loops.forEach(([depth, text], at) => {
      box.appendChild(make("span", `${at === line ? "▸ " : "  "}${"  ".repeat(depth)}${text}\n`, at === line ? "mark" : ""));
    });
  };

  const draw = () => {
    const begun = state.at >= 0;
    const step = example().steps[Math.max(state.at, 0)];
    const pass = example().passes[step.pass];
    const crumbs = el("crumbs");
    crumbs.replaceChildren(`${data.lesson.id} › ${example().number} ${example().title} › ${pass.title} › `);
    crumbs.appendChild(make("b", begun ? (state.tap === null ? step.short : `${step.short} ${say.tap.replace("{number}", state.tap + 1).replace("{count}", step.taps.length)}`) : say.start));
    el("words").textContent = begun ? (state.tap === null ? step.words : "") : example().intro;
    el("size").textContent = pass.about;
    if (begun) {
      drawGrids(step, pass);
      drawArithmetic(step);
      drawLoops(step, pass);
    } else {
      el("grids").replaceChildren(...example().given.map((name) => {
        const array = example().arrays[name];
        return grid(name, array, array.shape.slice(0, -2).map(() => 0),
          Object.assign([0, 0, 0, 0], { outside: "" }), new Map(), null);
      }));
      el("arithmetic").replaceChildren();
      el("loops").replaceChildren();
    }
    el("scrub").max = count() - 1;
    el("scrub").value = state.at;
    el("scrub").setAttribute("aria-valuetext", begun ? step.short : say.start);
    el("count").textContent = `${state.at + 1} / ${count()}`;
    el("next").disabled = state.at === count() - 1 && state.tap === null;
    el("back").disabled = !begun;
    el("play").textContent = state.timer === null ? say.play : say.pause;
    el("level").textContent = state.taps ? say.windows : say.taps;
    document.title = `${data.lesson.title} – ${begun ? step.short : example().title}`;
  };

  // ------------------------------------------------------------ controls
  const choose = el("example");
  data.examples.forEach((one, at) => {
    const option = choose.appendChild(make("option", `${one.number}. ${one.title}`));
    option.value = at;
  });
  choose.addEventListener("change", () => {
    state.example = Number(choose.value);
    go(-1);
  });
  el("next").addEventListener("click", next);
  el("back").addEventListener("click", back);
  el("play").addEventListener("click", play);
  el("level").addEventListener("click", () => {
    state.taps = !state.taps;
    state.tap = null;
    draw();
  });
  el("scrub").addEventListener("input", () => go(Number(el("scrub").value)));
  document.addEventListener("keydown", (event) => {
    const typing = ["SELECT", "INPUT"].includes(event.target.tagName);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const doing = {
      ArrowRight: next, n: next, ArrowLeft: back, N: back, s: () => el("level").click(),
      Home: () => go(-1), End: () => go(count() - 1),
    }[event.key];
    if (event.key === " " && event.target.tagName !== "BUTTON") { play(); event.preventDefault(); }
    else if (doing && !typing) { doing(); event.preventDefault(); }
  });
  // A link may lead to a step: #2/5 is step 5 of the second example shown, #2/5/1 its first tap.
  const follow = () => {
    const [which, at, tap] = location.hash.slice(1).split("/").map(Number);
    if (!(which >= 1 && which <= data.examples.length)) return draw();
    state.example = which - 1;
    choose.value = state.example;
    state.taps = tap >= 1;
    const to = at >= 1 ? Math.min(at, count()) - 1 : -1;
    return go(to, tap >= 1 && tap <= tapsAt(to).length ? tap - 1 : undefined);
  };
  window.addEventListener("hashchange", follow);
  el("title").textContent = data.lesson.title;
  follow();
})();
