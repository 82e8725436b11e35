import type { FileSource } from '../export-file';
import { ExportButton, ExportProblem, type useExport } from './export-button';

type Props = { title: string; exporting: ReturnType<typeof useExport>; from: FileSource };

/** Over a table within a document: what it is, and its file. */
export function DocumentHead({ title, exporting, from }: Props) {
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl font-bold">{title}</h2>
        <ExportButton exporting={exporting} from={from} />
      </div>
      <ExportProblem exporting={exporting} />
    </>
  );
}
