import { ApiError, errorFromResponse, type Import } from '@novapos/api';
import { sendAsSession } from '../session/send-as-session';

export const FILE_BYTES_MAX = 64 * 1024 * 1024;

type Sending = { import_id: string; file: File; decimals: number; onProgress: (sent_bytes: number) => void };

/** Sends a file and tells how far it is, which `fetch` does not. The same file under the same id is the same import. */
export async function sendFile({ import_id, file, decimals, onProgress }: Sending): Promise<Import> {
  const answer = await sendAsSession((headers) => put(`/imports/${import_id}?decimals=${decimals}`, headers));
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw errorFromResponse(answer, body);
  return body as Import;

  function put(address: string, headers: Record<string, string>): Promise<Response> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('PUT', address);
      for (const [name, value] of Object.entries({ ...headers, 'Content-Type': 'text/csv' }))
        request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded }) => onProgress(loaded);
      request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
      request.onerror = () => reject(new ApiError({ code: 'network', detail: '', status: 0 }));
      request.send(file);
    });
  }
}
