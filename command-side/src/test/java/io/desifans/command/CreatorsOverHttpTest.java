package io.desifans.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What creators, posts and follows answer over HTTP. Events alone decide: no table but those of sessions is filled. */
class CreatorsOverHttpTest extends OverHttpTest {

    private static final String ID = "0199a000-0000-7000-8000-0000000000";

    @Test
    void a_creator_onboards_sells_and_publishes() throws Exception {
        String asha = signedIn("publishingAsha");
        onboard(asha, "Asha_K");
        assertThat(status("POST", "/onboarding/complete", asha, null)).isEqualTo("204");

        assertThat(status("PUT", "/onboarding/steps/1", asha, "{'country':'IN'}"))
                .isEqualTo("204");
        assertThat(status("PUT", "/onboarding/steps/1", asha, "{'country':'NP'}"))
                .isEqualTo("409 ALREADY_ONBOARDED");

        String tier = "{'membershipId':'" + ID + "01','title':'Gold','description':'All','monthlyRecurringFee':49900}";
        for (int times = 0; times < 2; times++) {
            HttpResponse<String> offered = send("POST", "/memberships", asha, tier);
            assertThat(offered.statusCode()).isEqualTo(201);
            assertThat(offered.headers().firstValue("Location")).hasValue("/api/v1/memberships/" + ID + "01");
            assertThat(offered.headers().firstValue("Event-Position")).isPresent();
            assertThat(offered.body()).isEqualTo("{\"membershipId\":\"" + ID + "01\"}");
        }
        String post = "{'postId':'" + ID + "02','postType':'subscription','membershipIds':['" + ID + "01'],"
                + "'media':[{'mediaType':'image','url':'https://cdn.example.test/1.jpg','metadata':{'width':1,'alt':null}}]}";
        assertThat(send("POST", "/posts", asha, post).headers().firstValue("Location"))
                .hasValue("/api/v1/posts/" + ID + "02");
        assertThat(status("POST", "/posts", asha, post)).isEqualTo("201");

        String comment = "{'commentId':'" + ID + "03','content':'First!'}";
        assertThat(send("POST", "/posts/" + ID + "02/comments", asha, comment)
                        .headers()
                        .firstValue("Location"))
                .hasValue("/api/v1/comments/" + ID + "03");
        for (String method : new String[] {"PUT", "PUT", "DELETE", "DELETE"})
            assertThat(status(method, "/posts/" + ID + "02/like", asha, null)).isEqualTo("204");

        String ravi = signedIn("followingRavi");
        for (String method : new String[] {"PUT", "PUT", "DELETE", "DELETE"})
            assertThat(status(method, "/creators/publishingAsha/follow", ravi, null))
                    .isEqualTo("204");
        assertThat(status("PUT", "/posts/" + ID + "02/like", ravi, null)).isEqualTo("403 POST_LOCKED");
        assertThat(status("POST", "/posts/" + ID + "02/comments", ravi, comment))
                .isEqualTo("403 POST_LOCKED");
        assertThat(status("DELETE", "/posts/" + ID + "02", ravi, null)).isEqualTo("403 NOT_YOUR_POST");
        assertThat(status("DELETE", "/posts/" + ID + "02", asha, null)).isEqualTo("204");
        assertThat(status("DELETE", "/posts/" + ID + "02", asha, null)).isEqualTo("204");
        assertThat(status("PUT", "/posts/" + ID + "02/like", asha, null)).isEqualTo("404 NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "PUT    | /onboarding/steps/1         | {'username':'mina'}                             | 400 VALIDATION_ERROR username",
                "PUT    | /onboarding/steps/1         | {'country':'IN','gender':'other'}               | 400 VALIDATION_ERROR gender",
                "PUT    | /onboarding/steps/1         | {'country':'IN','role':'admin'}                 | 400 VALIDATION_ERROR role",
                "PUT    | /onboarding/steps/1         | {}                                              | 400 VALIDATION_ERROR country",
                "PUT    | /onboarding/steps/1         | {'country':91}                                  | 400 VALIDATION_ERROR country",
                "PUT    | /onboarding/steps/1         | {'country':'I\\u0000'}                          | 400 VALIDATION_ERROR country",
                "PUT    | /onboarding/steps/2         | {'creatorType':'robot'}                         | 400 VALIDATION_ERROR creatorType",
                "PUT    | /onboarding/steps/4         | {'username':'admin'}                            | 400 VALIDATION_ERROR username",
                "PUT    | /onboarding/steps/7         | {'dateOfBirth':'1998-02-30'}                    | 400 VALIDATION_ERROR dateOfBirth",
                "PUT    | /onboarding/steps/7         | {'dateOfBirth':[1998,4,1]}                      | 400 VALIDATION_ERROR dateOfBirth",
                "PUT    | /onboarding/steps/8         | {'categories':['Music','Chess']}                | 400 VALIDATION_ERROR categories[1]",
                "PUT    | /onboarding/steps/8         | {'categories':[null]}                           | 400 VALIDATION_ERROR categories[0]",
                "PUT    | /onboarding/steps/first     | {'country':'IN'}                                | 400 VALIDATION_ERROR number",
                "PUT    | /onboarding/steps/9         | {'country':'IN'}                                | 404 NOT_FOUND",
                "POST   | /onboarding/complete        |                                                 | 409 ONBOARDING_INCOMPLETE country",
                "POST   | /memberships                | {'title':'t','description':'d'}                 | 400 VALIDATION_ERROR monthlyRecurringFee",
                "POST   | /memberships                | {'description':'d','monthlyRecurringFee':0}     | 400 VALIDATION_ERROR title",
                "POST   | /memberships                | {'title':'t','description':'d','monthlyRecurringFee':1.5} | 400 INVALID_AMOUNT monthlyRecurringFee",
                "POST   | /memberships                | {'title':'t','description':'d','monthlyRecurringFee':223696214} | 422 AMOUNT_OUT_OF_RANGE monthlyRecurringFee",
                "POST   | /memberships                | {'title':'t','description':'d','monthlyRecurringFee':99999999999999999999} | 400 VALIDATION_ERROR monthlyRecurringFee",
                "POST   | /memberships                | {'title':'t','description':'d','monthlyRecurringFee':-1} | 422 AMOUNT_OUT_OF_RANGE monthlyRecurringFee",
                "POST   | /memberships                | {'title':'t','description':'d','monthlyRecurringFee':1e3} | 400 INVALID_AMOUNT monthlyRecurringFee",
                "POST   | /memberships                | {'title':'t','description':'d','monthlyRecurringFee':0,'creatorId':'x'} | 400 VALIDATION_ERROR creatorId",
                "POST   | /memberships                | {'title':'t','description':'d','monthlyRecurringFee':0} | 403 NOT_A_CREATOR",
                "POST   | /posts                      | {'caption':'c','price':1}                       | 400 VALIDATION_ERROR postType",
                "POST   | /posts                      | {'caption':'c','postType':'open'}               | 400 VALIDATION_ERROR postType",
                "POST   | /posts                      | {'caption':'c','postType':'exclusive','price':'1'} | 400 INVALID_AMOUNT price",
                "POST   | /posts                      | {'caption':'c','postType':'exclusive','price':2147483648} | 422 AMOUNT_OUT_OF_RANGE price",
                "POST   | /posts                      | {'caption':'\\ud83d','postType':'exclusive','price':1} | 400 VALIDATION_ERROR caption",
                "POST   | /posts                      | {'postId':'7','caption':'c','postType':'exclusive','price':1} | 400 VALIDATION_ERROR postId",
                "POST   | /posts                      | {'postType':'exclusive','price':1,'media':[{'url':'https://a.test'}]} | 400 VALIDATION_ERROR media[0].mediaType",
                "POST   | /posts                      | {'postType':'exclusive','price':1,'media':[{'mediaType':'image'}]} | 400 VALIDATION_ERROR media[0].url",
                "POST   | /posts                      | {'postType':'exclusive','price':1,'media':[null]} | 400 VALIDATION_ERROR media[0]",
                "POST   | /posts                      | {'postType':'exclusive','price':1,'media':[{'mediaType':'image','url':'https://a.test','metadata':{'a':{}}}]} | 400 VALIDATION_ERROR media[0].metadata.a",
                "POST   | /posts                      | {'postType':'exclusive','price':1,'media':[{'mediaType':'image','url':'https://a.test','mediaId':'x'}]} | 400 VALIDATION_ERROR media[0].mediaId",
                "POST   | /posts                      | {'caption':'c','postType':'exclusive','price':1} | 403 NOT_A_CREATOR",
                "DELETE | /posts/7                    |                                                 | 400 VALIDATION_ERROR postId",
                "DELETE | /posts/0199a000-0000-7000-8000-0000000000ff |                                 | 404 NOT_FOUND",
                "PUT    | /posts/0199a000-0000-7000-8000-0000000000ff/like |                            | 404 NOT_FOUND",
                "DELETE | /posts/0199a000-0000-7000-8000-0000000000ff/like |                            | 404 NOT_FOUND",
                "POST   | /posts/0199a000-0000-7000-8000-0000000000ff/comments | {'content':'Hello'}    | 404 NOT_FOUND",
                "POST   | /posts/0199a000-0000-7000-8000-0000000000ff/comments | {'content':' '}        | 400 VALIDATION_ERROR content",
                "POST   | /posts/0199a000-0000-7000-8000-0000000000ff/comments | []                     | 400 VALIDATION_ERROR $",
                "POST   | /posts/0199a000-0000-7000-8000-0000000000ff/comments | {'content'             | 400 VALIDATION_ERROR content",
                "POST   | /posts/0199a000-0000-7000-8000-0000000000ff/comments |                        | 400 VALIDATION_ERROR $",
                "PUT    | /creators/nobody/follow     |                                                 | 404 NOT_FOUND",
                "PUT    | /creators/browsingMina/follow |                                                 | 409 CANNOT_FOLLOW_SELF",
            })
    void what_makes_no_sense_is_refused_by_name_and_nothing_is_stored(
            String method, String path, String body, String refusal) throws Exception {
        String mina = signedIn("browsingMina");
        long before = events();
        assertThat(status(method, path, mina, body)).isEqualTo(refusal);
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void nobody_writes_without_a_session() throws Exception {
        for (String path : new String[] {"/onboarding/complete", "/memberships", "/posts"})
            assertThat(status("POST", path, "none", "{}")).startsWith("401");
    }

    private void onboard(String token, String username) throws Exception {
        String[] answers = {
            "{'country':'IN'}",
            "{'creatorType':'human'}",
            "{'contentType':'18+'}",
            "{'username':'" + username + "'}",
            "{'displayName':'Asha'}",
            "{'gender':'female'}",
            "{'dateOfBirth':'1998-04-01'}",
            "{'categories':['Music','Art']}"
        };
        for (int step = 1; step <= answers.length; step++)
            assertThat(status("PUT", "/onboarding/steps/" + step, token, answers[step - 1]))
                    .isEqualTo("204");
        assertThat(status("POST", "/onboarding/complete", token, null)).isEqualTo("204");
    }
}
