package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RupeesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1          | ₹0.01
                    19900      | ₹199.00
                    100000     | ₹1,000.00
                    9999999    | ₹99,999.99
                    10000000   | ₹1,00,000.00
                    2147483647 | ₹2,14,74,836.47
                    """)
    void amounts_are_grouped_as_in_india(long paise, String text) {
        assertThat(Rupees.of(paise)).isEqualTo(text);
    }
}
