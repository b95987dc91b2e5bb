package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --port=0815x                  | is not an int
                    --port=70000                  | no port number: 70000
                    --api-key=short               | at least 8 characters
                    --webhook-secret=whsec_abc    | 24 to 64 bytes in Base64
                    --webhook-url=mailto:a@b.test | webhook URL is no http address
                    --url=somewhere               | public URL is no http address
                    --business-name=              | needs a name
                    """)
    void a_wrong_setting_is_refused_in_one_sentence(String argument, String sentence) {
        List<String> arguments = new ArrayList<>(
                List.of("--port=0", "--api-key=" + Simulator.KEY, "--webhook-secret=" + Simulator.SECRET));
        arguments.removeIf(given -> given.startsWith(argument.split("=")[0] + "="));
        arguments.add(argument);
        StringWriter errors = new StringWriter();
        CommandLine main = Main.commandLine().setErr(new PrintWriter(errors));
        assertThat(main.execute(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(errors.toString().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains(sentence));
    }
}
