// Parts of the player that need no browser.
import { expect, test } from "@playwright/test";
import { command } from "../../../web/embed/src/keys";
import { options } from "../../../web/embed/src/options";
import { Pacing, TRAVEL } from "../../../web/embed/src/pacing";
import { Playback } from "../../../web/embed/src/playback";
import { buildFor, buildForRun } from "../../../web/embed/src/build";
import { clock, shortened } from "../../../web/embed/src/text";

function read(given: Record<string, string>) {
  return options((name) => given[name] ?? null);
}

test("every default is safe", () => {
  expect(read({})).toEqual({
    panels: ["diagram"],
    theme: "auto",
    autoplay: false,
    speed: null,
    at: null,
    select: null,
    scenario: null,
    maxHeight: 480,
    src: null,
    link: null,
    lazy: true,
    playground: null,
  });
});

test("what is not understood counts as absent", () => {
  const nonsense = { panels: "<b>", theme: "url(x)", autoplay: "false", speed: "fast", at: "NaN", "max-height": "1e999", loading: "never" };
  expect(read(nonsense)).toEqual(read({}));
});

test("options are kept within their bounds", () => {
  expect(read({ speed: "1000", at: "-3", "max-height": "1" })).toMatchObject({ speed: 16, at: 1, maxHeight: 160 });
  expect(read({ panels: "Data, diagram data" }).panels).toEqual(["diagram", "data"]);
  expect(read({ at: "end" }).at).toBe(Infinity);
});

test("long waits are squeezed, and events of one instant spread", () => {
  const pacing = new Pacing([
    { time: 0, travels: false },
    { time: 0, travels: true },
    { time: 0, travels: false },
    { time: 60_000, travels: false },
  ]);
  expect([1, 2, 3, 4].map((cursor) => Math.round(pacing.shownAt(cursor)))).toEqual([0, 60, 310, 1954]);
  expect(pacing.total).toBeCloseTo(1953.8 + TRAVEL, 0);
  expect(pacing.cursorAt(309)).toBe(2);
  expect(pacing.virtualAt((310 + 1954) / 2)).toBeCloseTo(30_000, -3);
});

test("playing goes through every event and ends at the last", () => {
  const playback = new Playback();
  playback.take(new Pacing(Array.from({ length: 50 }, (_, index) => ({ time: index * 1000, travels: index % 2 === 0 }))), 1);
  playback.play();
  const seen = new Set<number>();
  for (let frames = 0; playback.playing && frames < 100_000; frames += 1) {
    playback.advance(16);
    seen.add(playback.cursor);
  }
  expect(seen.size).toBe(50);
  expect([playback.cursor, playback.playing, playback.part]).toEqual([50, false, 1]);
  playback.seek(-5);
  expect(playback.cursor).toBe(1);
  playback.back();
  expect(playback.cursor).toBe(1);
  playback.step();
  expect([playback.cursor, playback.moving]).toEqual([2, true]);
  playback.advance(TRAVEL);
  expect(playback.moving).toBe(false);
  for (const nowhere of [NaN, Infinity, 1e9]) playback.seek(nowhere);
  expect(playback.cursor).toBe(50);
});

test("a playback of nothing stays where it is", () => {
  const playback = new Playback();
  playback.play();
  playback.step();
  playback.advance(1000);
  expect([playback.cursor, playback.playing, playback.time]).toEqual([0, false, 0]);
});

test("keys mean what stands in the help, and nothing where they are taken", () => {
  const key = (key: string, place = {}, more = {}) =>
    command({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more } as KeyboardEvent, { pressable: false, arrows: false, ...place });
  expect(key(" ")).toEqual({ do: "toggle" });
  expect(key(" ", { pressable: true })).toBeNull();
  expect(key("ArrowRight", { arrows: true })).toBeNull();
  expect(key("ArrowLeft", {}, { shiftKey: true })).toEqual({ do: "by", of: -0.1 });
  expect(key("7")).toEqual({ do: "part", of: 0.7 });
  expect(key("f", {}, { ctrlKey: true })).toBeNull();
  for (const other of ["x", "Tab", "Enter", "toString", "__proto__"]) expect(key(other)).toBeNull();
});

test("the build that a definition takes is seen in any form of it", () => {
  const whole = ['{"QueryLanguage": "JSONata"}', '{"QueryLanguage":"JSONata"}', "QueryLanguage: JSONata", '{\\"QueryLanguage\\": \\"JSONata\\"}'];
  const rare = ["States.Hash($.a, 'MD5')", "$.a[?(@.b =~ /c/)]", '"\\u0053tates.Hash"'];
  for (const text of [...whole, ...rare]) expect(buildFor(text)).toBe("jsonata");
  expect(buildFor('{"definition":1}\0=StartAt: A\nStates:')).toBe("jsonata");
  expect(buildFor('{"definition":1}\0={"StartAt": "A"}')).toBe("jsonpath");
  expect(buildFor('{"QueryLanguage": "JSONPath", "Comment": "not JSONata"}')).toBe("jsonpath");
  expect(buildForRun('// A comment\n{"StartAt": "A"}', [])).toBe("jsonpath");
  expect(buildForRun("StartAt: A", [])).toBe("jsonata");
  expect(buildForRun("{}", [{ name: "", outcomes: { A: [{ Return: "{% $states.input %}" }] } }])).toBe("jsonata");
});

test("times and texts", () => {
  expect(clock(3_723_004, true)).toBe("01:02:03.004");
  expect(clock(90_000_000, false)).toBe("1 d 01:00:00");
  expect(shortened("abc", 2)).toBe("ab\n… 1 more characters");
});
