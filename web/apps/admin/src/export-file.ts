import { errorFromResponse, errorFromThrown } from '@novapos/api';
import { saveFile } from './save-file';
import { sendAsSession } from './session/send-as-session';

/** A list of the API as a file. It needs the token, so it is no plain link. */
export async function exportFile(path: string, name: string): Promise<void> {
  const answer = await sendAsSession((headers) => fetch(path, { headers })).catch((thrown: unknown) => {
    throw errorFromThrown(thrown);
  });
  if (!answer.ok) throw errorFromResponse(answer, await answer.json().catch(() => null));
  saveFile(`${name}-${new Date().toISOString().slice(0, 10)}.csv`, await answer.blob());
}
