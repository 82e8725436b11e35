import { errorFromResponse, errorFromThrown } from '@novapos/api';
import { saveFile } from './save-file';
import { sendAsSession } from './session/send-as-session';

/** Where a file comes from: a path of the API, or what writes it here. */
export type FileSource = string | (() => Promise<string>);

/** A list as a file. Of the API's it needs the token, so it is no plain link. */
export async function exportFile(source: FileSource, name: string): Promise<void> {
  const content = typeof source === 'string' ? await fetched(source) : new Blob([await source()], { type: 'text/csv' });
  saveFile(`${name}-${new Date().toISOString().slice(0, 10)}.csv`, content);
}

async function fetched(path: string): Promise<Blob> {
  const answer = await sendAsSession((headers) => fetch(path, { headers })).catch((thrown: unknown) => {
    throw errorFromThrown(thrown);
  });
  if (!answer.ok) throw errorFromResponse(answer, await answer.json().catch(() => null));
  return answer.blob();
}
