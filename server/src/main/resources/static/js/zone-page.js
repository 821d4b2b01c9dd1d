// The map of one version of a zone.
import { boundsOf, circle, createMap } from "/js/map.js";

const element = document.getElementById("map");

async function show() {
  const answer = await fetch(element.dataset.zone);
  if (!answer.ok) {
    throw new Error(`the zone answered ${answer.status}`);
  }
  const zone = await answer.json();
  const { geometry, properties } = zone;
  const shape = properties.radiusMetres
    ? circle(geometry.coordinates[0], geometry.coordinates[1], properties.radiusMetres)
    : zone;
  const map = await createMap(element, { bounds: boundsOf(shape), label: element.dataset.label });
  map.addSource("zone", { type: "geojson", data: shape });
  map.addLayer({ id: "zone", type: "fill", source: "zone", paint: { "fill-color": "#2e6276", "fill-opacity": 0.18 } });
  map.addLayer({ id: "edge", type: "line", source: "zone", paint: { "line-color": "#2e6276", "line-width": 2 } });
}

show().catch(() => {
  element.textContent = "The map could not be drawn. The coordinates are listed beside it.";
});
