import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslServer;
import org.apache.zookeeper.server.auth.DigestLoginModule;
import org.apache.zookeeper.server.quorum.auth.SaslQuorumServerCallbackHandler;

/** Runs as the candidate: a question a line on stdin (what is asked, the section of the configuration, the hosts, texts), an answer a line on stdout. */
public final class Driver {
    private static final String SECTION = "QuorumServer";
    private static final String KERBEROS = "com.sun.security.auth.module.Krb5LoginModule";

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(Arrays.stream(line.split("\t", -1)).map(Driver::decoded).toArray(String[]::new)));
            out.flush();
        }
    }

    private static String answer(String[] fields) {
        try {
            StringBuilder text = new StringBuilder("value");
            List<String> texts = Arrays.asList(fields).subList(3, fields.length);
            for (String value : ask(fields[0], handler(fields[1], fields[2]), texts)) text.append('\t').append(encoded(value));
            return text.toString();
        } catch (Throwable error) {
            return "error\t" + encoded(error.getClass().getSimpleName()) + "\t" + encoded(String.valueOf(error.getMessage()));
        }
    }

    private static List<String> ask(String way, CallbackHandler handler, List<String> texts) throws Exception {
        List<String> answers = new ArrayList<>();
        if (way.equals("authorize")) {
            for (String id : texts) answers.add(authorized(handler, id, id));
        } else if (way.equals("differ")) {
            answers.add(authorized(handler, texts.get(0), texts.get(1)));
        } else if (way.equals("together")) {
            AuthorizeCallback[] callbacks = texts.stream().map(id -> new AuthorizeCallback(id, id)).toArray(AuthorizeCallback[]::new);
            handler.handle(callbacks);
            for (AuthorizeCallback callback : callbacks) answers.add(String.valueOf(callback.isAuthorized()));
        } else {
            for (int at = 0; at < texts.size(); at += 2) answers.add(signedIn(handler, texts.get(at), texts.get(at + 1)));
        }
        return answers;
    }

    private static String authorized(CallbackHandler handler, String authenticationId, String authorizationId) throws Exception {
        AuthorizeCallback callback = new AuthorizeCallback(authenticationId, authorizationId);
        handler.handle(new Callback[] {callback});
        return callback.isAuthorized() ? "yes " + callback.getAuthorizedID() : "no";
    }

    /** A whole exchange of DIGEST-MD5 between a peer and the server. */
    private static String signedIn(CallbackHandler handler, String user, String password) throws Exception {
        SaslServer server = Sasl.createSaslServer("DIGEST-MD5", "zookeeper", "zk-quorum", null, handler);
        SaslClient client = Sasl.createSaslClient(new String[] {"DIGEST-MD5"}, null, "zookeeper", "zk-quorum", null, callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback) ((NameCallback) callback).setName(user);
                if (callback instanceof PasswordCallback) ((PasswordCallback) callback).setPassword(password.toCharArray());
                if (callback instanceof RealmCallback) ((RealmCallback) callback).setText(((RealmCallback) callback).getDefaultText());
            }
        });
        try {
            byte[] challenge = server.evaluateResponse(new byte[0]);
            client.evaluateChallenge(server.evaluateResponse(client.evaluateChallenge(challenge)));
        } catch (javax.security.sasl.SaslException refused) {
            return "no";
        }
        return server.isComplete() ? "yes " + server.getAuthorizationID() : "no";
    }

    /** `kerberos`, or options of DigestLoginModule, a line each; an empty line begins another entry. Without hosts, a section that is not there is asked for. */
    private static CallbackHandler handler(String section, String hosts) throws IOException {
        List<AppConfigurationEntry> entries = new ArrayList<>();
        if (section.equals("kerberos")) {
            entries.add(entry(KERBEROS, Map.of("useKeyTab", "true", "storeKey", "true", "principal", "zkquorum/zk1.internal@INTERNAL")));
        } else {
            for (String part : section.split("\n\n")) {
                Map<String, String> options = new HashMap<>(Map.of("debug", "true"));
                for (String line : part.split("\n")) options.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                entries.add(entry(DigestLoginModule.class.getName(), options));
            }
        }
        Configuration configuration = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return name.equals(SECTION) ? entries.toArray(new AppConfigurationEntry[0]) : null;
            }
        };
        Set<String> set = new LinkedHashSet<>(Arrays.asList(hosts.split(",")));
        return new SaslQuorumServerCallbackHandler(configuration, hosts.isEmpty() ? "Other" : SECTION, set);
    }

    private static AppConfigurationEntry entry(String module, Map<String, String> options) {
        return new AppConfigurationEntry(module, AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, options);
    }

    private static String decoded(String field) {
        return new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
