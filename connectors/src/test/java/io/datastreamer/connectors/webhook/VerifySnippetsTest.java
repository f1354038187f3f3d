package io.datastreamer.connectors.webhook;

import io.datastreamer.connectors.conformance.Snippets;
import io.datastreamer.connectors.http.Slices;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import okhttp3.Headers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Runs the documented snippets for verifying signatures, in each language. */
class VerifySnippetsTest {
    private static final Path PAGE = Path.of("..", "docs", "integrations.md");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "[{\"id\":1,\"name\":\"Zürich\"}]";
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @TempDir
    private Path directory;

    /** A language: its program, the snippet's file, and what calls the snippet with its arguments. */
    enum Language {
        PYTHON("Python", "python3", "verify.py", """
                import sys
                %s
                secret, cases = sys.argv[1], sys.argv[2:]
                for message_id, sent_at, signature, body in zip(*[iter(cases)] * 4):
                    headers = {"webhook-id": message_id, "webhook-timestamp": sent_at, "webhook-signature": signature}
                    print(verify(secret, headers, body.encode()))
                """),
        NODE("Node", "node", "verify.js", """
                %s
                const [secret, ...cases] = process.argv.slice(2);
                while (cases.length > 0) {
                  const [id, sentAt, signature, body] = cases.splice(0, 4);
                  const headers = {'webhook-id': id, 'webhook-timestamp': sentAt, 'webhook-signature': signature};
                  console.log(verify(secret, headers, Buffer.from(body)));
                }
                """),
        ED25519("Ed25519", "node", "ed25519.js", NODE.around),
        GO("Go", "go", "verify.go", """
                package main

                import (
                \t"crypto/hmac"
                \t"crypto/sha256"
                \t"encoding/base64"
                \t"fmt"
                \t"os"
                \t"strconv"
                \t"strings"
                \t"time"
                )

                %s
                func main() {
                \tfor at := 2; at < len(os.Args); at += 4 {
                \t\theaders := map[string]string{"webhook-id": os.Args[at], "webhook-timestamp": os.Args[at+1],
                \t\t\t"webhook-signature": os.Args[at+2]}
                \t\theader := func(name string) string { return headers[name] }
                \t\tfmt.Println(verify(os.Args[1], header, []byte(os.Args[at+3])))
                \t}
                }
                """),
        JAVA("Java", "java", "Verify.java", """
                import java.security.MessageDigest;
                import java.time.Instant;
                import java.util.Base64;
                import java.util.Map;
                import java.util.stream.Stream;
                import javax.crypto.Mac;
                import javax.crypto.spec.SecretKeySpec;
                import static java.nio.charset.StandardCharsets.UTF_8;

                class Verify {
                    %s
                    public static void main(String[] args) throws Exception {
                        for (int at = 1; at < args.length; at += 4) {
                            System.out.println(verify(args[0], Map.of("webhook-id", args[at], "webhook-timestamp",
                                    args[at + 1], "webhook-signature", args[at + 2]), args[at + 3].getBytes(UTF_8)));
                        }
                    }
                }
                """);

        private final String name;
        private final String program;
        private final String file;
        private final String around;

        Language(String name, String program, String file, String around) {
            this.name = name;
            this.program = program;
            this.file = file;
            this.around = around;
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptWhatIsSignedAndNothingElse(Language language) throws Exception {
        String code = language.around.replace("%s", Snippets.of(PAGE, "verify: " + language.name));
        List<String> command = new ArrayList<>(Snippets.command(directory, language.program, language.file, code));
        boolean open = language == Language.ED25519;
        command.add(open ? "whpk_" + base64(PUBLIC) : SECRET);
        WebhookSigner signer =
                WebhookSigner.of("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA " + (open ? "whsk_" + base64(SEED) : SECRET));

        Headers now = signer.sign("msg_1", Instant.now(), slices(BODY));
        addCase(command, now, BODY);
        addCase(command, now, BODY.replace("1", "2"));
        addCase(command, signer.sign("msg_1", Instant.now().minusSeconds(3600), slices(BODY)), BODY);
        assertThat(Snippets.output(directory, command).toLowerCase(Locale.ROOT).lines())
                .containsExactly("true", "false", "false");
    }

    private static void addCase(List<String> command, Headers headers, String body) {
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            command.add(String.valueOf(headers.get(name)));
        }
        command.add(body);
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private static Slices slices(String text) {
        return Slices.of(text.getBytes(UTF_8));
    }
}
