package com.mchange.v2.c3p0.cfg;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs as the candidate: a document a line on stdin, the configuration that was read out of it a line on stdout. */
public final class Driver {
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(Base64.getDecoder().decode(line)));
            out.flush();
        }
    }

    private static String answer(byte[] document) {
        try {
            C3P0Config config = C3P0ConfigXmlUtils.extractXmlConfigFromInputStream(new ByteArrayInputStream(document));
            List<String> facts = new ArrayList<>();
            describe(facts, "default", config.defaultConfig);
            for (Object name : new TreeMap<Object, Object>(config.configNamesToNamedScopes).keySet()) describe(facts, "named " + name, (NamedScope) config.configNamesToNamedScopes.get(name));
            StringBuilder text = new StringBuilder("value");
            for (String fact : facts) text.append('\t').append(encoded(fact));
            return text.toString();
        } catch (Throwable error) {
            return "error\t" + encoded(error.getClass().getSimpleName()) + "\t" + encoded(String.valueOf(error.getMessage()));
        }
    }

    /** The place, the name and the value of each property, one after the other. */
    private static void describe(List<String> facts, String place, NamedScope scope) {
        facts.add(place);
        properties(facts, place, scope.props);
        for (Object user : new TreeMap<Object, Object>(scope.userNamesToOverrides).keySet()) properties(facts, place + " user " + user, (Map<?, ?>) scope.userNamesToOverrides.get(user));
    }

    private static void properties(List<String> facts, String place, Map<?, ?> properties) {
        for (Map.Entry<Object, Object> entry : new TreeMap<Object, Object>(properties).entrySet()) facts.add(place + ": " + entry.getKey() + " = " + entry.getValue());
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
