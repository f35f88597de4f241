// A real OpenID provider for the tests: people sign in by being named in `login_hint`, and consent without being asked.
// `node provider.js '{"accounts": {"ana": {"email": …}}, "redirect_uri": …}'` prints its issuer and runs until its input ends.
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const library = join(process.env.GUICHET_OIDC_PROVIDER, "lib/index.js");
const { default: Provider } = await import(pathToFileURL(library));
const { accounts, redirect_uri } = JSON.parse(process.argv[2]);

const server = createServer().listen(0, "127.0.0.1");
await once(server, "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: "guichet", client_secret: "shared", redirect_uris: [redirect_uri] }],
  claims: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["name", "organisation", "roles"],
  },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => id in accounts && { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) },
  async loadExistingGrant(context) {
    const { client, session } = context.oidc;
    const grant = new context.oidc.provider.Grant({ accountId: session.accountId, clientId: client.clientId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
  cookies: { keys: ["tests"] },
});

const answer = provider.callback();
server.on("request", async (request, response) => {
  if (!request.url.startsWith("/interaction/")) return answer(request, response);
  const { params } = await provider.interactionDetails(request, response);
  const result = params.login_hint in accounts
    ? { login: { accountId: params.login_hint } }
    : { error: "access_denied", error_description: "The person said no" };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
});

console.log(issuer);
process.stdin.resume().on("end", () => process.exit());
