import type { ContainerDetail } from '@binnacle/shared'
import { Toggle } from '../../ui/Toggle.tsx'
import type { LogLook, SetLogLook } from './logLook.ts'

type Props = { readonly container: ContainerDetail; readonly previous: boolean; readonly look: LogLook; readonly onLook: SetLogLook }

export function LogToggles({ container, previous, look, onLook }: Props) {
  const hasPrevious = container.restarts > 0
  const why = hasPrevious ? null : `${container.name} was never restarted, so there is no earlier log`
  return (
    <div role="group" aria-label="Log view" className="ml-auto flex flex-wrap gap-1">
      <Toggle on={previous} lit={hasPrevious} off={why} hint="p" onPress={() => onLook({ previous: !previous })}>
        Previous
      </Toggle>
      <Toggle on={look.wrap} hint="w" onPress={() => onLook({ wrap: !look.wrap })}>
        Wrap
      </Toggle>
      <Toggle on={look.timestamps} hint="t" onPress={() => onLook({ timestamps: !look.timestamps })}>
        Times
      </Toggle>
      <Toggle on={look.tall} hint="f" onPress={() => onLook({ tall: !look.tall })}>
        Tall
      </Toggle>
    </div>
  )
}
