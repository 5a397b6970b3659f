// Waiting until an element comes near the viewport.

/** How far before it comes into sight. */
const MARGIN = "400px";

/** Calls back once, as soon as the element is near the viewport. Answers how to give up. */
export function whenNear(element: Element, then: () => void): () => void {
  if (typeof IntersectionObserver !== "function") {
    then();
    return () => {};
  }
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      then();
    },
    { rootMargin: MARGIN },
  );
  observer.observe(element);
  return () => observer.disconnect();
}
