/**
 * Runs in the page: times between animation frames (ms), while what scrolls furthest is moved by some pixels in each frame, down and, at the end, up
 * again.
 */
export function measureFrames({ seconds, pixelsPerFrame }: { seconds: number; pixelsPerFrame: number }): Promise<readonly number[]> {
  const room = (element: Element): number => element.scrollHeight - element.clientHeight
  const scrolls = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflowY)
  const scroller = [document.documentElement, ...document.querySelectorAll('*')]
    .filter((element) => element === document.documentElement || scrolls(element))
    .reduce((most, element) => (room(element) > room(most) ? element : most))
  let step = pixelsPerFrame
  return new Promise((done) => {
    const deltas: number[] = []
    let last: number | undefined
    const end = performance.now() + seconds * 1000
    const frame = (now: number): void => {
      if (last !== undefined) deltas.push(now - last)
      last = now
      if (performance.now() > end) return done(deltas)
      if (step !== 0) {
        scroller.scrollTop += step
        if (scroller.scrollTop <= 0 || scroller.scrollTop >= room(scroller)) step = -step
      }
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}
