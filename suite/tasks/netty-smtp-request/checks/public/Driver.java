import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.smtp.DefaultSmtpRequest;
import io.netty.handler.codec.smtp.SmtpCommand;
import io.netty.handler.codec.smtp.SmtpRequest;
import io.netty.handler.codec.smtp.SmtpRequestEncoder;
import io.netty.handler.codec.smtp.SmtpRequests;
import io.netty.util.AsciiString;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Runs as the candidate: a request a line on stdin (how it is made, the type of its texts, the texts), an answer a line on stdout. */
public final class Driver {
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(Arrays.stream(line.split("\t", -1)).map(Driver::text).toArray(String[]::new)));
            out.flush();
        }
    }

    private static String answer(String[] fields) {
        try {
            CharSequence[] texts = Arrays.stream(fields).skip(2).map(text -> typed(fields[1], text)).toArray(CharSequence[]::new);
            return "value\t" + of(fields[0], texts);
        } catch (Throwable error) {
            return "error\t" + encoded(error.getClass().getSimpleName()) + "\t" + encoded(String.valueOf(error.getMessage()));
        }
    }

    private static String of(String way, CharSequence... texts) {
        switch (way) {
            case "equal":
                return encoded(same(request("command", texts), request("command", texts)) + " " + same(request("command", texts), request("command", cut(texts, 0, texts.length - 1))));
            case "no-command":
                return encoded(new DefaultSmtpRequest((SmtpCommand) null, texts).toString());
            case "no-parameters":
                return sent(new DefaultSmtpRequest(SmtpCommand.valueOf(texts[0]), (CharSequence[]) null));
            case "changed":
                request("command", texts).parameters().set(0, "changed");
                return "";
            case "changed-list":
                request("mail", texts).parameters().add("changed");
                return "";
            default:
                return sent(request(way, texts));
        }
    }

    private static SmtpRequest request(String way, CharSequence... texts) {
        CharSequence[] rest = texts.length == 0 ? texts : cut(texts, 1, texts.length);
        switch (way) {
            case "alone": return new DefaultSmtpRequest(SmtpCommand.valueOf(texts[0]));
            case "command": return new DefaultSmtpRequest(SmtpCommand.valueOf(texts[0]), rest);
            case "named": return new DefaultSmtpRequest(texts[0], rest);
            case "helo": return SmtpRequests.helo(texts[0]);
            case "ehlo": return SmtpRequests.ehlo(texts[0]);
            case "expn": return SmtpRequests.expn(texts[0]);
            case "vrfy": return SmtpRequests.vrfy(texts[0]);
            case "help": return SmtpRequests.help(texts[0].toString());
            case "auth": return SmtpRequests.auth(texts);
            case "empty": return SmtpRequests.empty(texts);
            case "mail": return SmtpRequests.mail(texts[0], rest);
            case "rcpt": return SmtpRequests.rcpt(texts[0], rest);
            case "noop": return SmtpRequests.noop();
            case "quit": return SmtpRequests.quit();
            default: throw new IllegalStateException(way);
        }
    }

    /** What a server gets, the command, the parameters and the request as a text. */
    private static String sent(SmtpRequest request) {
        EmbeddedChannel channel = new EmbeddedChannel(new SmtpRequestEncoder());
        channel.writeOutbound(request);
        StringBuilder wire = new StringBuilder();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            wire.append(buffer.toString(StandardCharsets.ISO_8859_1));
            buffer.release();
        }
        StringBuilder parts = new StringBuilder(encoded(wire)).append('\t').append(encoded(request.command().name())).append('\t').append(encoded(request.toString()));
        for (CharSequence parameter : request.parameters()) parts.append('\t').append(encoded(parameter));
        return parts.toString();
    }

    private static boolean same(SmtpRequest one, SmtpRequest other) {
        return one.equals(other) && other.equals(one) && one.hashCode() == other.hashCode();
    }

    private static CharSequence typed(String type, String text) {
        switch (type) {
            case "ascii": return new AsciiString(text);
            case "builder": return new StringBuilder(text);
            case "buffer": return CharBuffer.wrap(text);
            default: return text;
        }
    }

    private static CharSequence[] cut(CharSequence[] texts, int from, int to) {
        return Arrays.copyOfRange(texts, from, to);
    }

    private static String text(String field) {
        return new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_8);
    }

    private static String encoded(CharSequence text) {
        return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
