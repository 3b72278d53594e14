import brut.androlib.AndrolibException;
import brut.androlib.err.CantFind9PatchChunkException;
import brut.androlib.err.RawXmlEncounteredException;
import brut.androlib.res.data.ResConfigFlags;
import brut.androlib.res.data.ResID;
import brut.androlib.res.data.ResPackage;
import brut.androlib.res.data.ResResSpec;
import brut.androlib.res.data.ResResource;
import brut.androlib.res.data.ResTable;
import brut.androlib.res.data.ResType;
import brut.androlib.res.data.ResTypeSpec;
import brut.androlib.res.data.value.ResBoolValue;
import brut.androlib.res.data.value.ResFileValue;
import brut.androlib.res.data.value.ResValue;
import brut.androlib.res.decoder.ResFileDecoder;
import brut.androlib.res.decoder.ResRawStreamDecoder;
import brut.androlib.res.decoder.ResStreamDecoder;
import brut.androlib.res.decoder.ResStreamDecoderContainer;
import brut.directory.FileDirectory;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs as the candidate: a resource a line on stdin (the folders it comes from and goes to, its type, its name, its file), an answer a line on stdout. */
public final class Driver {
    private static int resources = 0;

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(Arrays.stream(line.split("\t", -1)).map(Driver::decoded).toArray(String[]::new)));
            out.flush();
        }
    }

    /** What became of the resource, and what was noted of names that changed. */
    private static String answer(String[] fields) {
        try {
            ResTable table = new ResTable();
            ResPackage resourcePackage = new ResPackage(table, 0x7f, "org.example");
            ResTypeSpec type = new ResTypeSpec(fields[2], table, resourcePackage, 1, 1);
            ResType config = new ResType(new ResConfigFlags());
            ResResSpec spec = new ResResSpec(new ResID(0x7f010000 + resources++), fields[3], resourcePackage, type);
            ResResource resource = new ResResource(config, spec, new ResFileValue(fields[4], 0));
            config.addResource(resource);
            spec.addResource(resource);
            Map<String, String> changed = new LinkedHashMap<>();
            new ResFileDecoder(decoders()).decode(resource, new FileDirectory(new File(fields[0])), new FileDirectory(new File(fields[1])), changed);
            ResValue value = spec.getDefaultResource().getValue();
            StringBuilder text = new StringBuilder("value\t").append(encoded(value instanceof ResBoolValue ? "bool " + ((ResBoolValue) value).getValue() : value.toString()));
            for (Map.Entry<String, String> entry : changed.entrySet()) text.append('\t').append(encoded(entry.getKey() + " -> " + entry.getValue()));
            return text.toString();
        } catch (Throwable error) {
            return "error\t" + encoded(error.getClass().getSimpleName()) + "\t" + encoded(String.valueOf(error.getMessage()));
        }
    }

    /** Decoders that are known by what they write. */
    private static ResStreamDecoderContainer decoders() {
        ResStreamDecoderContainer decoders = new ResStreamDecoderContainer();
        decoders.setDecoder("raw", new ResRawStreamDecoder());
        decoders.setDecoder("9patch", marking("9patch", "flat", new CantFind9PatchChunkException("no chunk", null)));
        decoders.setDecoder("xml", marking("xml", "text", new RawXmlEncounteredException("no binary XML", null)));
        return decoders;
    }

    private static ResStreamDecoder marking(String mark, String failing, AndrolibException error) {
        return (in, out) -> {
            try {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (text.startsWith(failing)) throw error;
                if (text.startsWith("broken")) throw new AndrolibException("not to be decoded");
                out.write((mark + ":" + text).getBytes(StandardCharsets.UTF_8));
            } catch (IOException failure) {
                throw new AndrolibException(failure);
            }
        };
    }

    private static String decoded(String field) {
        return new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
