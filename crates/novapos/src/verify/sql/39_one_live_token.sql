-- A sign-in has at most one refresh token that is good.
SELECT tenant_id, format('session %s has %s live refresh tokens', session_id, count(*)) AS what
FROM auth.refresh_token
WHERE state = 'live'
GROUP BY tenant_id, session_id
HAVING count(*) > 1
