import { jobPresets } from '@binnacle/shared'
import { ofPreset } from './JobDraft.ts'
import { useLaunch } from './LaunchContext.ts'

const OWN = { id: 'own', title: 'Your image', about: 'Any image, with what it is to run.' } as const

/** What the form begins with. Choosing one writes its image, command and time into the fields below, where each can be changed. */
export function PresetChoice() {
  const { draft, change } = useLaunch()
  const chosen = jobPresets.find(({ id }) => id === draft.preset) ?? OWN
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="mb-1.5 font-semibold">Begin with</legend>
      <div className="flex flex-wrap gap-2">
        {jobPresets.map((preset) => (
          <Choice key={preset.id} id={preset.id} title={preset.title} onChoose={() => change(ofPreset(preset, draft))} />
        ))}
        <Choice id={OWN.id} title={OWN.title} onChoose={() => change({ preset: 'own' })} />
      </div>
      <p className="pt-1 text-muted" aria-live="polite">
        {chosen.about}
      </p>
    </fieldset>
  )
}

function Choice({ id, title, onChoose }: { id: string; title: string; onChoose: () => void }) {
  const { draft } = useLaunch()
  return (
    <label className="choice" data-chosen={draft.preset === id || undefined}>
      <input type="radio" name="preset" className="sr-only" checked={draft.preset === id} onChange={onChoose} />
      {title}
    </label>
  )
}
