package example.wrong.web;

import example.wrong.content.command.Post;

/** Shared by both faces, and yet it knows a domain's commands. */
class Face {

    private Class<?> knows = Post.class;
}
