package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class DemoPicturesTest {

    @Test
    void a_name_is_always_the_same_picture_and_each_name_another() throws Exception {
        String ghats = DemoPictures.draw("ghats", false);
        assertThat(DemoPictures.draw("ghats", false)).isEqualTo(ghats);
        assertThat(DemoPictures.draw("rain", false)).isNotEqualTo(ghats);
        assertThat(DemoPictures.draw("ghats", true)).isNotEqualTo(ghats);
        var picture = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(ghats)));
        assertThat(picture.getElementsByTagName("path").getLength()).isEqualTo(4);
    }
}
