"use strict";
/* Events over outlines of land and borders; no picture, no font and no place but this app's own files. */
(() => {
  const lib = window.maplibregl;
  if (!lib) return;
  lib.setWorkerUrl(new URL("/static/vendor/maplibre-gl-csp-worker.js", location.href).href);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const by = () => ["match", ["get", "state"], "disputed", colour("disputed"), "unknown", colour("unknown"), "mixed", colour("ink"), colour("answered")];
  /* Wide discs are faint, or many of them would hide the map; a sign's area grows with its number of events. */
  const faint = ["interpolate", ["linear"], ["get", "radius"], 5000, 0.16, 50000, 0.09, 300000, 0.03];
  const size = ["min", 18, ["*", ["case", ["get", "exact"], 5, 4], ["sqrt", ["get", "n"]]]];

  const style = (own, events) => ({
    version: 8,
    sources: {
      earth: { type: "geojson", data: "/static/vendor/natural-earth.json" },
      own: { type: "geojson", data: own },
      events: { type: "geojson", data: events },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "earth", filter: ["==", ["get", "kind"], "land"], paint: { "fill-color": colour("land"), "fill-outline-color": colour("coast") } },
      { id: "borders", type: "line", source: "earth", filter: ["==", ["get", "kind"], "border"], paint: { "line-color": colour("coast"), "line-width": 0.7, "line-dasharray": [3, 2] } },
      { id: "own-land", type: "fill", source: "own", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour("land"), "fill-outline-color": colour("coast") } },
      { id: "own-lines", type: "line", source: "own", paint: { "line-color": colour("coast"), "line-width": 1 } },
      { id: "discs", type: "fill", source: "events", filter: ["==", ["get", "kind"], "disc"], paint: { "fill-color": by(), "fill-opacity": faint } },
      { id: "rims", type: "line", source: "events", filter: ["==", ["get", "kind"], "disc"], paint: { "line-color": by(), "line-width": 1, "line-opacity": ["interpolate", ["linear"], ["get", "radius"], 5000, 0.5, 300000, 0.25] } },
      { id: "signs", type: "circle", source: "events", filter: ["==", ["get", "kind"], "point"], paint: { "circle-color": by(), "circle-radius": size, "circle-opacity": ["case", ["get", "exact"], 0.95, 0.6], "circle-stroke-color": colour("paper"), "circle-stroke-width": 1.2 } },
    ],
  });

  function bounds(features) {
    const box = new lib.LngLatBounds();
    const walk = (part) => (typeof part[0] === "number" ? box.extend(part) : part.forEach(walk));
    for (const feature of features) walk(feature.geometry.coordinates);
    return box;
  }

  async function draw(holder) {
    const ask = (address) => fetch(address, { credentials: "same-origin" }).then((answer) => answer.json());
    const [events, own] = await Promise.all([ask(holder.dataset.map), ask("/map/outline.geojson")]);
    if (!events.features.length) return;
    holder.classList.add("ready");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = new lib.Map({ container: holder, style: style(own, events), attributionControl: false, renderWorldCopies: false, fadeDuration: 0,
      bounds: bounds(events.features), fitBoundsOptions: { padding: 40, maxZoom: 8 }, dragRotate: false, pitchWithRotate: false, maxZoom: 12 });
    map.touchZoomRotate.disableRotation();
    const canvas = map.getCanvas();
    canvas.setAttribute("aria-label", `${holder.dataset.label}; the table has the same`);
    canvas.setAttribute("role", "img");
    tools(holder, map, calm);
    map.addControl(new lib.ScaleControl({ maxWidth: 90 }), "bottom-right");
    const box = new lib.Popup({ closeButton: false, maxWidth: "none" });
    map.on("click", "signs", (event) => { box.setLngLat(event.lngLat).setDOMContent(named(event.features)).addTo(map); });
    map.on("mouseenter", "signs", () => { canvas.style.cursor = "pointer"; });
    map.on("mouseleave", "signs", () => { canvas.style.cursor = ""; });
    map.once("idle", () => { holder.dataset.drawn = "yes"; });
  }

  function named(features) {
    const list = document.createElement("div");
    let more = 0;
    for (const { properties } of features) {
      const events = typeof properties.events === "string" ? JSON.parse(properties.events) : properties.events;
      more += properties.n - events.length;
      for (const [id, title, when] of events) {
        const line = document.createElement("p"), link = document.createElement("a"), name = document.createElement("bdi"), date = document.createElement("span");
        link.href = `/events/${encodeURIComponent(id)}`;
        name.textContent = title; link.append(name);
        date.className = "quiet small"; date.textContent = title.includes(when) ? "" : ` ${when}`;
        line.append(link, date); list.append(line);
      }
    }
    if (more) { const line = document.createElement("p"); line.className = "quiet"; line.textContent = `and ${more} more here`; list.append(line); }
    return list;
  }

  function tools(holder, map, calm) {
    const bar = document.createElement("div");
    bar.className = "map-tools";
    for (const [sign, label, act] of [["+", "Nearer", () => map.zoomIn({ animate: !calm })], ["−", "Farther", () => map.zoomOut({ animate: !calm })]]) {
      const button = document.createElement("button");
      button.type = "button"; button.textContent = sign; button.setAttribute("aria-label", label); button.addEventListener("click", act);
      bar.append(button);
    }
    const note = document.createElement("p");
    note.className = "map-note"; note.textContent = "Outlines: Natural Earth; they decide no border";
    holder.append(bar, note);
  }

  for (const holder of document.querySelectorAll("[data-map]")) draw(holder).catch(() => holder.classList.remove("ready"));
})();
