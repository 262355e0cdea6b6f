// What a console application costs that does nothing: the minimum of a start.
Console.Write('.');
