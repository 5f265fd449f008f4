/**
 * What a status word means at a glance; shape and colour follow from it, the word stays the cluster's own. `progress`: on its way, nothing to do.
 * `attention`: someone should look. `fail`: broken. `leaving`: being deleted. `done`: ended well. `paused`: held on purpose. `off`: switched off on purpose. `unknown`: nobody can tell.
 */
export type Family = 'ok' | 'progress' | 'attention' | 'fail' | 'leaving' | 'done' | 'paused' | 'off' | 'unknown'
