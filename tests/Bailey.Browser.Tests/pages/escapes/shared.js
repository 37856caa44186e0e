onconnect = () => { };
