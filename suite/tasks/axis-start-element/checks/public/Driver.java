import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import javax.xml.namespace.QName;
import org.apache.axis.encoding.SerializationContext;
import org.xml.sax.helpers.AttributesImpl;

/** Runs as the candidate: the steps of a document a line on stdin, the document that they make a line on stdout. */
public final class Driver {
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(new ArrayDeque<>(Arrays.asList(Arrays.stream(line.split("\t", -1)).map(Driver::decoded).toArray(String[]::new)))));
            out.flush();
        }
    }

    private static String answer(Deque<String> steps) {
        try {
            StringWriter document = new StringWriter();
            SerializationContext context = new SerializationContext(document);
            context.setSendDecl(false);
            while (!steps.isEmpty()) step(context, steps.pop(), steps);
            return "value\t" + encoded(document.toString());
        } catch (Throwable error) {
            return "error\t" + encoded(error.getClass().getSimpleName()) + "\t" + encoded(String.valueOf(error.getMessage()));
        }
    }

    private static void step(SerializationContext context, String name, Deque<String> words) throws IOException {
        switch (name) {
            case "declaration":
                context.setSendDecl(true);
                break;
            case "pretty":
                context.setPretty(true);
                break;
            case "prefix":
                context.registerPrefixForURI(words.pop(), words.pop());
                break;
            case "type":
                context.setWriteXMLType(new QName(words.pop(), words.pop()));
                break;
            case "start": {
                QName element = new QName(words.pop(), words.pop());
                int count = Integer.parseInt(words.pop());
                AttributesImpl attributes = new AttributesImpl();
                for (int index = 0; index < count; index++) attributes.addAttribute(words.pop(), words.pop(), words.pop(), "CDATA", words.pop());
                context.startElement(element, count == 0 ? null : attributes);
                break;
            }
            case "text":
                context.writeSafeString(words.pop());
                break;
            default:
                context.endElement();
        }
    }

    private static String decoded(String field) {
        return new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
